#include "base/clock.h"

namespace stead::base {

namespace {

Time system_now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

}  // namespace

Time SystemClock::now() const {
    return system_now();
}

Time SettableClock::now() const {
    if (const auto frozen = frozen_ms_.load(std::memory_order_relaxed); frozen != 0)
        return Time(std::chrono::milliseconds(frozen));
    return system_now() + std::chrono::milliseconds(offset_ms_.load(std::memory_order_relaxed));
}

void SettableClock::set(Time now) {
    frozen_ms_ = 0;
    offset_ms_ = (now - system_now()).count();
}

void SettableClock::freeze(Time now) {
    frozen_ms_ = now.time_since_epoch().count();
}

void SettableClock::reset() {
    frozen_ms_ = 0;
    offset_ms_ = 0;
}

}  // namespace stead::base
