#include "realtime/wire.h"

#include <gtest/gtest.h>

#include <vector>

namespace stead::realtime {

namespace {

class Pipe : public http::EventStream {
public:
    bool push(Frame frame) override {
        heard.push_back(*frame);
        return true;
    }
    void close() override { open = false; }
    bool is_open() const override { return open; }
    void on_close(std::function<void()>) override {}

    std::vector<std::string> heard;
    bool open = true;
};

bool says(const std::string& frame, std::string_view text) {
    return frame.find(text) != std::string::npos;
}

}  // namespace

TEST(Wire, ABrowserThatComesBackHearsWhatItMissedAndNothingTwice) {
    Wire wire("a");
    const auto first = std::make_shared<Pipe>(), second = std::make_shared<Pipe>();
    ASSERT_TRUE(wire.attach(first, 0, "{}"));
    wire.push("record", "one");
    first->open = false;
    wire.push("record", "two");
    wire.push("record", "three");

    ASSERT_TRUE(wire.attach(second, 1, "{}"));

    ASSERT_EQ(second->heard.size(), 3u);
    EXPECT_TRUE(says(second->heard[0], "hello"));
    EXPECT_TRUE(says(second->heard[1], "two"));
    EXPECT_TRUE(says(second->heard[2], "a.3"));
}

TEST(Wire, WhoMissedMoreThanIsKeptMustStartAnew) {
    Wire wire("a");
    for (int i = 0; i < 400; ++i) wire.push("record", "x");

    EXPECT_FALSE(wire.attach(std::make_shared<Pipe>(), 50, "{}"));
    EXPECT_TRUE(wire.attach(std::make_shared<Pipe>(), 399, "{}"));
}

TEST(Wire, AnIdThatWasNeverGivenIsNoWayIn) {
    Wire wire("a");
    wire.push("record", "x");

    EXPECT_FALSE(wire.attach(std::make_shared<Pipe>(), 7, "{}"));
}

TEST(Wire, KnowsSinceWhenNobodyIsThere) {
    Wire wire("a");
    const auto pipe = std::make_shared<Pipe>();
    const Wire::Time start{};
    wire.attach(pipe, 0, "{}");
    EXPECT_FALSE(wire.gone_since(start).has_value());
    pipe->open = false;
    EXPECT_EQ(wire.gone_since(start), start);

    EXPECT_EQ(wire.gone_since(start + std::chrono::seconds(9)), start);
}

}  // namespace stead::realtime
