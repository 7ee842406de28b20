#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <thread>

#include "script/context_state.h"
#include "script/glide/script_world.h"
#include "script/runtime.h"

// Not a test of behaviour: prints how fast a rule runs. Asked for by STEAD_MEASURE=1.
namespace stead::script {
namespace {

struct Row : HostObject {
    const std::shared_ptr<const HostClass>& host_class() const override { return shape; }
    std::shared_ptr<const HostClass> shape;
    std::map<std::string, std::string> values;
};

std::shared_ptr<const HostClass> row_class() {
    HostClass made{.name = "Row"};
    for (const char* name : {"a", "b", "c", "d", "e", "f", "g"}) {
        made.accessors.push_back(
            {name, [name](Arguments& args) { return Value(args.self<Row>().values[name]); },
             [name](Arguments& args) {
                 args.self<Row>().values[name] = args.text(0);
                 return Value();
             }});
    }
    return std::make_shared<const HostClass>(std::move(made));
}

TEST(Speed, RuleWithSevenReadsAndTwoWrites) {
    if (!std::getenv("STEAD_MEASURE")) GTEST_SKIP() << "set STEAD_MEASURE=1";
    Runtime runtime({});
    auto row = std::make_shared<Row>();
    row->shape = row_class();
    const std::string_view text =
        "(function executeRule(current, previous) {"
        "if (current.a == '' && current.b != 'x' && current.c == current.d && current.e == '' &&"
        "    current.f != 'q' && current.g == '') { current.a = ''; current.b = 'y'; }"
        "})(current, previous);";
    const Source source{"rule", "rule", text};
    const auto began = std::chrono::steady_clock::now();
    constexpr int calls = 200'000;
    for (int i = 0; i < calls; ++i) {
        runtime.context().run(source, {{"current", row}, {"previous", Null{}}});
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    std::printf("%.0f rule calls/s, heap %zu bytes\n", calls / took.count(),
                runtime.context().heap_bytes());
}

TEST(Speed, RuleOnARecord) {
    if (!std::getenv("STEAD_MEASURE")) GTEST_SKIP() << "set STEAD_MEASURE=1";
    ScriptWorld world;
    const std::string_view text =
        "(function executeRule(current, previous) {"
        "if (current.title == 'x' && current.secret == '' && current.state != previous.state &&"
        "    current.number == '' && current.active == true && current.origin == '') {"
        "  current.secret = ''; current.number = ''; }"
        "})(current, previous);";
    world.world.write("ada", [&](record::Unit& unit) {
        record::Record row(unit.dictionary().get("ticket"));
        row.set("title", "x");
        row.set("active", "1");
        const record::Record before(row.table());
        row.set("state", "2");
        record::Write write{unit, record::Operation::update, row, &before, false, {}, true};
        const auto began = std::chrono::steady_clock::now();
        constexpr int calls = 20'000;
        for (int i = 0; i < calls; ++i) world.scripts.run(unit, "rule", text, write);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
        std::printf("%.0f rules on records/s\n", calls / took.count());
    });
}

TEST(Speed, AContextPerThread) {
    if (!std::getenv("STEAD_MEASURE")) GTEST_SKIP() << "set STEAD_MEASURE=1";
    ScriptWorld world;
    world.run("1");
    for (int i = 0; i < 3; ++i) {
        const auto before = process_memory();
        const auto began = std::chrono::steady_clock::now();
        std::thread([&] {
            world.run("new GlideRecord('ticket').query(); 1");
            const std::chrono::duration<double, std::milli> took =
                std::chrono::steady_clock::now() - began;
            std::printf("context in %.1f ms, %zu KB, heap %zu KB\n", took.count(),
                        (process_memory() - before) / 1024, world.scripts.heap_bytes() / 1024);
        }).join();
    }
}

}  // namespace
}  // namespace stead::script
