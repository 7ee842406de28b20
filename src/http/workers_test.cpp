#include "http/workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <string>
#include <vector>

namespace stead::http {

namespace {

// Work that runs until the test says so.
struct Slow {
    std::promise<void> end;
    std::shared_future<void> ended = end.get_future().share();
    std::atomic<int> running{0};

    Workers::Work work() {
        return [this](std::size_t) {
            ++running;
            ended.wait();
        };
    }
};

}  // namespace

TEST(Workers, FinishWhatIsQueuedBeforeTheyEnd) {
    std::atomic<int> done{0};
    {
        Workers workers(2);
        for (int count = 0; count < 100; ++count) {
            EXPECT_TRUE(workers.submit([&](std::size_t) { ++done; }));
        }
    }

    EXPECT_EQ(done, 100);
}

TEST(Workers, TellEachWorkWhichWorkerRunsIt) {
    std::promise<void> all_here;
    std::atomic<unsigned> seen{0};
    std::atomic<int> arrived{0};
    Workers workers(3);

    // Each waits for the others, so that every worker must take one.
    const auto meet = [&, ready = all_here.get_future().share()](std::size_t worker) {
        seen |= 1U << worker;
        if (++arrived == 3) all_here.set_value();
        ready.wait();
    };
    for (int count = 0; count < 3; ++count) workers.submit(meet);
    while (arrived < 3) std::this_thread::yield();

    EXPECT_EQ(seen, 7u);
}

TEST(Workers, QueueNoMoreThanTheirLimit) {
    std::promise<void> go;
    std::promise<void> busy;
    Workers workers(1, 2);
    workers.submit([&](std::size_t) {
        busy.set_value();
        go.get_future().wait();
    });
    busy.get_future().wait();

    EXPECT_TRUE(workers.submit([](std::size_t) {}));
    EXPECT_TRUE(workers.submit([](std::size_t) {}));
    EXPECT_FALSE(workers.submit([](std::size_t) {}));
    EXPECT_EQ(workers.waiting(), 2u);
    go.set_value();
}

TEST(Workers, KeepOneFreeForOthersHoweverMuchOneCallerSends) {
    Slow slow;
    std::promise<void> answered;
    Workers workers(4);
    for (int count = 0; count < 50; ++count) workers.submit(slow.work(), "greedy");

    workers.submit([&](std::size_t) { answered.set_value(); }, "modest");

    EXPECT_EQ(answered.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
    EXPECT_LE(slow.running, 3);
    slow.end.set_value();
}

TEST(Workers, LetCallersTakeTurns) {
    std::promise<void> go, busy;
    std::vector<std::string> order;
    {
        Workers workers(1);
        workers.submit([&](std::size_t) {
            busy.set_value();
            go.get_future().wait();
        });
        busy.get_future().wait();
        for (const auto* lane : {"a", "a", "a", "b"})
            workers.submit([&order, lane](std::size_t) { order.emplace_back(lane); }, lane);
        go.set_value();
    }

    EXPECT_EQ(order, (std::vector<std::string>{"a", "b", "a", "a"}));
}

TEST(Workers, FinishWhatWaitsBehindALanesShareBeforeTheyEnd) {
    std::atomic<int> done{0};
    {
        Workers workers(2);
        for (int count = 0; count < 100; ++count)
            workers.submit([&](std::size_t) { ++done; }, "one");
    }

    EXPECT_EQ(done, 100);
}

}  // namespace stead::http
