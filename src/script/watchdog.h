#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

struct JSContext;

namespace stead::script {

// Taps every running context on the shoulder each 5 ms, so that it looks at its limits. Sleeps
// while nothing runs.
class Watchdog {
public:
    struct Watched {
        JSContext* engine = nullptr;
        std::atomic<bool> running{false};
    };

    Watchdog();
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    void add(Watched& watched);
    void remove(Watched& watched);
    void start(Watched& watched);  // cheap: called around every script
    void stop(Watched& watched) { watched.running.store(false, std::memory_order_relaxed); }

private:
    void watch();
    bool any_running() const;

    std::mutex mutex_;
    std::condition_variable wake_;
    std::vector<Watched*> watched_;
    std::atomic<bool> asleep_{false};
    bool ended_ = false;
    std::thread thread_;
};

}  // namespace stead::script
