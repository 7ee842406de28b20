#include "http/workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace stead::http {

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

}  // namespace stead::http
