#include "script/watchdog.h"

#include <algorithm>
#include <chrono>

#include "js/Interrupt.h"
#include "jsapi.h"

namespace stead::script {

using namespace std::chrono_literals;

Watchdog::Watchdog() : thread_([this] { watch(); }) {}

Watchdog::~Watchdog() {
    {
        std::lock_guard lock(mutex_);
        ended_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Watchdog::add(Watched& watched) {
    std::lock_guard lock(mutex_);
    watched_.push_back(&watched);
}

void Watchdog::remove(Watched& watched) {
    std::lock_guard lock(mutex_);
    std::erase(watched_, &watched);
}

void Watchdog::start(Watched& watched, Clock::time_point now) {
    watched.started.store(now);
    watched.running.store(true);
    if (!asleep_.load()) return;
    std::lock_guard lock(mutex_);
    wake_.notify_all();
}

bool Watchdog::any_running() const {
    return std::any_of(watched_.begin(), watched_.end(),
                       [](const Watched* one) { return one->running.load(); });
}

void Watchdog::watch() {
    std::unique_lock lock(mutex_);
    while (!ended_) {
        asleep_.store(true);
        wake_.wait(lock, [this] { return ended_ || any_running(); });
        asleep_.store(false);
        if (wake_.wait_for(lock, 5ms, [this] { return ended_; })) return;
        const auto now = Clock::now();
        for (Watched* one : watched_) look(*one, now);
    }
}

void Watchdog::look(Watched& watched, Clock::time_point now) {
    if (!watched.running.load()) return;
    watched.tapped = std::max(watched.tapped, watched.started.load());
    if (now < watched.deadline.load() && now < watched.tapped + 50ms) return;
    watched.tapped = now;
    JS_RequestInterruptCallback(watched.engine);
}

}  // namespace stead::script
