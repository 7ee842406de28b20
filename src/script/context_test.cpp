#include "script/context.h"

#include <gtest/gtest.h>

#include <thread>

#include "script/error.h"
#include "script/runtime.h"

namespace stead::script {
namespace {

Options plain() {
    Options options;
    options.ambient = {"current"};
    return options;
}

class ContextTest : public testing::Test {
protected:
    Value run(std::string_view text, const Members& bindings = {}, const Limits& limits = {}) {
        return runtime_.context().run({text, "sample", text, Form::script}, bindings, limits);
    }
    Value run_body(std::string_view text) {
        return runtime_.context().run({text, "sample", text, Form::body});
    }
    Error failure(std::string_view text, const Limits& limits = {}) {
        try {
            run(text, {}, limits);
        } catch (const Error& error) {
            return error;
        }
        ADD_FAILURE() << "did not fail: " << text;
        return {Failure::thrown, ""};
    }

    Runtime runtime_{plain()};
};

using Scripts = ContextTest;
using Isolation = ContextTest;
using Failures = ContextTest;
using Limited = ContextTest;

TEST_F(Scripts, GiveTheValueOfTheirLastExpression) {
    EXPECT_EQ(run("var a = 2; a * 21"), Value(42));
    EXPECT_EQ(run("'x' + 'y'"), Value("xy"));
    EXPECT_TRUE(run("var unused = 1;").is_undefined());
    EXPECT_EQ(run("null"), Value(Null{}));
}

TEST_F(Scripts, PreferTheAnswerTheySet) {
    EXPECT_EQ(run("answer = false; true"), Value(false));
    EXPECT_EQ(run("(function () { answer = 'inner'; })(); 1"), Value("inner"));
}

TEST_F(Scripts, GiveWhatABodyReturns) {
    EXPECT_EQ(run_body("if (1 < 2) return 'yes'; return 'no';"), Value("yes"));
    EXPECT_EQ(run_body("return 1; // a comment at the end"), Value(1));
}

TEST_F(Scripts, SeeTheirBindings) {
    EXPECT_EQ(run("name + count", {{"name", "n"}, {"count", 3}}), Value("n3"));
    EXPECT_EQ(run("(function f(current) { return current; })(current)", {{"current", true}}),
              Value(true));
}

TEST_F(Scripts, ExchangeListsAndMembers) {
    const Value result = run("({ list: [1, 'b', null, [true]], text: given[1].x })",
                             {{"given", List{1, Members{{"x", "\u00fc\u4e16"}}}}});
    EXPECT_EQ(*result.member("list"), Value(List{1, "b", Null{}, List{true}}));
    EXPECT_EQ(*result.member("text"), Value("\u00fc\u4e16"));
}

TEST_F(Scripts, SpeakTheOldAndTheNewLanguage) {
    EXPECT_EQ(run("function later() { return hoisted(); } var x = later(); "
                  "function hoisted() { return 'es5'; } x"),
              Value("es5"));
    EXPECT_EQ(run("const { a, ...rest } = { a: 1, b: 2 }; `${a}${rest?.b ?? 0}`"), Value("12"));
    EXPECT_EQ(run("class A { static s = 4; get v() { return A.s; } } new A().v"), Value(4));
    EXPECT_EQ(run("undeclared = 5; undeclared + 1"), Value(6));
}

TEST_F(Scripts, RunAgainWithDeclarationsAtTheTop) {
    const std::string_view text = "const once = 1; let twice = 2; class C {} once + twice";
    EXPECT_EQ(run(text), Value(3));
    EXPECT_EQ(run(text), Value(3));
}

TEST_F(Isolation, NothingIsLeftBehindByACall) {
    run("leaked = 'secret'; var declared = 1; function f() {}");
    EXPECT_EQ(run("typeof leaked + typeof declared + typeof f"),
              Value("undefinedundefinedundefined"));
}

TEST_F(Isolation, TheBuiltInObjectsCannotBeChanged) {
    run("Array.prototype.push = function () { return 'mine'; }; Object.prototype.x = 1;"
        "String.prototype.trim = null; JSON.parse = null; Math = null;");
    EXPECT_EQ(run("[].push(1) + String({}.x) + ' a '.trim() + JSON.parse('[2]')[0] + Math.abs(-1)"),
              Value("1undefineda21"));
}

TEST_F(Isolation, AScriptsOwnClassesMayOverrideToString) {
    EXPECT_EQ(run("function A() {} A.prototype.toString = function () { return 'mine'; };"
                  "var o = {}; o.hasOwnProperty = 1; String(new A()) + o.hasOwnProperty"),
              Value("mine1"));
}

TEST_F(Isolation, CodeCannotBeMadeFromText) {
    for (const char* text :
         {"eval('1')", "new Function('return 1')()", "Function('1')",
          "(function () {}).constructor('return 1')()", "(async function () {}).constructor('1')",
          "(function* () {}).constructor('1')"}) {
        EXPECT_EQ(failure(text).failure, Failure::thrown) << text;
    }
    EXPECT_EQ(
        run("typeof SharedArrayBuffer + typeof WeakRef + typeof WebAssembly + typeof Packages"),
        Value("undefinedundefinedundefinedundefined"));
}

TEST_F(Failures, NameThePlaceOfAnException) {
    const Error error = failure("var a = 1;\n  a.b.c();");
    EXPECT_EQ(error.failure, Failure::thrown);
    EXPECT_EQ(error.script, "sample");
    EXPECT_EQ(error.line, 2u);
    EXPECT_EQ(error.column, 4u);
    EXPECT_EQ(std::string(error.what()), "sample:2:4 TypeError: a.b is undefined");
}

TEST_F(Failures, NameThePlaceOfASyntaxError) {
    const Error error = failure("var ok;\nvar = 3;");
    EXPECT_EQ(error.failure, Failure::syntax);
    EXPECT_EQ(error.line, 2u);
}

TEST_F(Failures, CarryWhatWasThrown) {
    EXPECT_EQ(failure("throw 'no account'").message, "uncaught exception: no account");
    EXPECT_EQ(failure("throw new Error('bad')").message, "Error: bad");
    EXPECT_NE(failure("missing_name").message.find("missing_name is not defined"),
              std::string::npos);
}

TEST_F(Failures, DeepRecursionIsAnException) {
    EXPECT_NE(failure("(function f() { f(); })()").message.find("too much recursion"),
              std::string::npos);
    EXPECT_EQ(run("'still here'"), Value("still here"));
}

TEST_F(Limited, AnEndlessLoopIsStoppedAndCannotCatchIt) {
    const Limits limits{std::chrono::milliseconds{60}};
    const auto began = std::chrono::steady_clock::now();
    const Error error = failure(
        "var caught = 0;\ntry { while (true) {} } catch (e) { caught = 1; }"
        "finally { while (true) {} }",
        limits);
    EXPECT_EQ(error.failure, Failure::deadline);
    EXPECT_EQ(error.line, 2u);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{2});
    EXPECT_EQ(run("1 + 1"), Value(2));
}

TEST_F(Limited, ACatastrophicPatternIsStopped) {
    const Limits limits{std::chrono::milliseconds{60}};
    const Error error = failure("/^(a+)+$/.test('a'.repeat(40) + 'b')", limits);
    EXPECT_EQ(error.failure, Failure::deadline) << error.what();
    EXPECT_EQ(run("/^(a+)+$/.test('aaa')"), Value(true));
}

TEST_F(Limited, AnEndlessPromiseChainIsStopped) {
    const Limits limits{std::chrono::milliseconds{60}};
    EXPECT_EQ(failure("(function again() { Promise.resolve().then(again); })(); 1", limits).failure,
              Failure::deadline);
    EXPECT_EQ(run("2"), Value(2));
}

TEST_F(Limited, MemoryIsBounded) {
    const Limits limits{std::chrono::seconds{20}, std::size_t{64} << 20};
    EXPECT_EQ(failure("var a = []; while (true) a.push(new Array(10000).fill(7));", limits).failure,
              Failure::memory);
    runtime_.context().collect();
    EXPECT_EQ(run("[1, 2].length"), Value(2));
}

TEST_F(Limited, AnotherThreadCanCancel) {
    Context& context = runtime_.context();
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
        context.cancel();
    });
    EXPECT_EQ(failure("while (true) {}").failure, Failure::cancelled);
    other.join();
    EXPECT_EQ(run("3"), Value(3));
}

TEST_F(Scripts, AreCompiledAgainWhenTheirTextChanges) {
    Context& context = runtime_.context();
    EXPECT_EQ(context.run({"id", "s", "1"}), Value(1));
    EXPECT_EQ(context.run({"id", "s", "2"}), Value(2));
}

TEST_F(Scripts, RunOnSeveralThreadsAtOnce) {
    const auto count = [this] {
        for (int i = 0; i < 200; ++i) {
            EXPECT_EQ(run("var t = 0; for (var i = 0; i < 100; i++) t += i; t"), Value(4950));
        }
    };
    std::thread one(count), two(count);
    one.join();
    two.join();
}

}  // namespace
}  // namespace stead::script
