#include "script/host.h"

#include <gtest/gtest.h>

#include "script/runtime.h"

namespace stead::script {
namespace {

struct Counter : HostObject {
    explicit Counter(double start) : count(start) {}
    const std::shared_ptr<const HostClass>& host_class() const override;
    double count;
};

std::shared_ptr<const HostClass> base_class() {
    HostClass made{.name = "Base"};
    made.methods = {{"kind", [](Arguments&) { return Value("counter"); }}};
    return std::make_shared<const HostClass>(std::move(made));
}

std::shared_ptr<const HostClass> counter_class() {
    HostClass made{.name = "Counter", .parent = base_class()};
    made.construct = [](Arguments& args) {
        return Value(std::make_shared<Counter>(args.present(0) ? args.number(0) : 0));
    };
    made.methods = {
        {"add",
         [](Arguments& args) { return Value(args.self<Counter>().count += args.number(0)); }},
        {"same", [](Arguments& args) { return Value(args.shared_self()); }},
        {"toString",
         [](Arguments& args) { return Value("#" + number_text(args.self<Counter>().count)); }}};
    made.statics = {
        {"of", [](Arguments& args) { return Value(std::make_shared<Counter>(args.number(0))); }}};
    made.accessors = {
        {"count", [](Arguments& args) { return Value(args.self<Counter>().count); },
         [](Arguments& args) {
             args.self<Counter>().count = args.number(0);
             return Value();
         }},
        {"part", [](Arguments&) { return Value(std::make_shared<Counter>(1)); }, {}, true}};
    return std::make_shared<const HostClass>(std::move(made));
}

const std::shared_ptr<const HostClass>& Counter::host_class() const {
    static const auto made = counter_class();
    return made;
}

struct Boom {};

Options with_hosts() {
    Options options;
    options.setup = [](Setup& setup) {
        setup.define(Counter(0).host_class());
        setup.function("tools.join",
                       [](Arguments& args) { return Value(args.text(0) + "-" + args.text(1)); });
        setup.function("fail", [](Arguments& args) -> Value {
            throw base::Error(base::Status::conflict, args.text(0));
        });
        setup.function("boom", [](Arguments&) -> Value { throw Boom{}; });
        setup.function("nested", [](Arguments& args) {
            const std::string text = args.text(0);
            return args.context().run({text, "inner", text}, {}, {std::chrono::milliseconds{60}});
        });
        setup.library("lib", "function twice(x) { return 2 * x; } var Config = { a: 1 };");
    };
    options.find_name = [](Context&, std::string_view name) -> std::optional<Source> {
        if (name == "Util") {
            return Source{
                "include:Util", "Util",
                "var Util = function () { this.n = 1; };\n"
                "Util.prototype = { who: function () { return current + Other.name2; } };"};
        }
        if (name == "Other")
            return Source{"include:Other", "Other", "class Other { static name2 = '!' }"};
        if (name == "Broken") return Source{"include:Broken", "Broken", "var Broken = ;"};
        return std::nullopt;
    };
    options.ambient = {"current"};
    return options;
}

class HostTest : public testing::Test {
protected:
    Value run(std::string_view text, const Members& bindings = {}) {
        return runtime_.context().run({text, "sample", text}, bindings);
    }
    std::string failure(std::string_view text) {
        try {
            run(text);
        } catch (const Error& error) {
            return error.what();
        }
        return "did not fail";
    }

    Runtime runtime_{with_hosts()};
};

using HostObjects = HostTest;
using Natives = HostTest;
using Includes = HostTest;

TEST_F(HostObjects, AreMadeAndUsedByScripts) {
    EXPECT_EQ(run("var c = new Counter(2); c.add(3); c.count = c.count + 1; c.count"), Value(6));
    EXPECT_EQ(run("Counter.of(7) + ''"), Value("#7"));
    EXPECT_EQ(run("new Counter().kind()"), Value("counter"));
    EXPECT_EQ(run("new Counter() instanceof Counter"), Value(true));
}

TEST_F(HostObjects, AreSharedWithCpp) {
    auto counter = std::make_shared<Counter>(1);
    const Value back = run("given.add(4); given", {{"given", counter}});
    EXPECT_EQ(counter->count, 5);
    EXPECT_EQ(back.object<Counter>(), counter);
}

TEST_F(HostObjects, KeepWhatACachedAccessorReturned) {
    EXPECT_EQ(
        run("var c = new Counter(); c.part.add(5); c.part.count + (c.part === c.part ? '=' : '!')"),
        Value("6="));
}

TEST_F(HostObjects, RefuseMethodsBorrowedFromAnotherClass) {
    EXPECT_NE(failure("Counter.prototype.add.call({}, 1)").find("another class"),
              std::string::npos);
    EXPECT_EQ(run("Counter.prototype.count"), Value());
}

TEST_F(HostObjects, CannotBeChangedByScripts) {
    run("Counter.prototype.add = null; Counter.of = null; tools.join = null; twice = null;");
    EXPECT_EQ(run("new Counter(1).add(1) + Counter.of(1).count + tools.join('a', 'b') + twice(2)"),
              Value("3a-b4"));
}

TEST_F(Natives, FailuresOfOursCanBeCaughtByTheScript) {
    EXPECT_EQ(run("try { fail('taken') } catch (e) { e.message }"), Value("taken"));
    EXPECT_EQ(failure("\n fail('taken')"), "sample:2:7 Error: taken");
}

TEST_F(Natives, FailuresOfTheMachineEndTheScript) {
    EXPECT_THROW(run("try { boom() } catch (e) { 'caught' }"), Boom);
    EXPECT_EQ(run("1"), Value(1));
}

TEST_F(Natives, ArgumentsConvertAsJavaScriptDoes) {
    EXPECT_EQ(run("tools.join({ toString: function () { return 'x'; } }, 5)"), Value("x-5"));
    EXPECT_NE(
        failure("tools.join({ toString: function () { throw new Error('own'); } })").find("own"),
        std::string::npos);
    EXPECT_EQ(run("tools.join(null)"), Value("-"));
}

TEST_F(Natives, ANestedCallThatIsStoppedEndsTheOuterOneToo) {
    EXPECT_NE(failure("try { nested('while (true) {}') } catch (e) {}").find("ran too long"),
              std::string::npos);
    EXPECT_EQ(run("try { nested('throw new Error(1)') } catch (e) { 'caught' }"), Value("caught"));
    EXPECT_EQ(run("nested('leak = 3'); typeof leak"), Value("number"));
    EXPECT_EQ(run("typeof leak"), Value("undefined"));
}

TEST_F(Includes, AreLoadedWhenFirstNamed) {
    EXPECT_EQ(run("new Util().who()", {{"current", "c"}}), Value("c!"));
    EXPECT_EQ(run("typeof Util"), Value("function"));
    EXPECT_EQ(run("typeof Nothing"), Value("undefined"));
}

TEST_F(Includes, ThatDoNotCompileSayWhere) {
    EXPECT_EQ(failure("new Broken()"), "Broken:1:14 SyntaxError: expected expression, got ';'");
}

TEST_F(Includes, AreFreshInEveryCall) {
    run("Util.shared = 'secret'");
    EXPECT_EQ(run("Util.shared"), Value());
}

}  // namespace
}  // namespace stead::script
