#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

struct JSContext;

namespace stead::script {

// Taps running contexts on the shoulder, so that they look at their limits: at the deadline, and
// each 50 ms for the sake of memory. Not more often, because the engine starts a regular expression
// again when it is tapped, and gives up after the fifth time. Sleeps while nothing runs.
class Watchdog {
public:
    using Clock = std::chrono::steady_clock;

    struct Watched {
        JSContext* engine = nullptr;
        std::atomic<bool> running{false};
        std::atomic<Clock::time_point> started{Clock::time_point{}};
        std::atomic<Clock::time_point> deadline{Clock::time_point{}};
        Clock::time_point tapped{};  // the watchdog's own
    };

    Watchdog();
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    void add(Watched& watched);
    void remove(Watched& watched);
    void start(Watched& watched, Clock::time_point now);  // cheap: called around every script
    void stop(Watched& watched) { watched.running.store(false, std::memory_order_relaxed); }

private:
    void watch();
    static void look(Watched& watched, Clock::time_point now);
    bool any_running() const;

    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<Watched*> watched_;
    std::atomic<bool> asleep_{false};
    bool ended_ = false;
    std::thread thread_;
};

}  // namespace stead::script
