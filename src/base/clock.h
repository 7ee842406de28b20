#pragma once

#include <atomic>
#include <chrono>

namespace stead::base {

// Milliseconds since 1970 in UTC. Every time in the program has this type.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

// The only source of the present. Tests and demo stories set it; it may stand still.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock : public Clock {
public:
    Time now() const override;
};

// The system's clock, moved by an offset that may change while the program runs. `freeze` makes it
// stand still. Safe to share between threads.
class SettableClock : public Clock {
public:
    Time now() const override;
    void set(Time now);     // goes on from there
    void freeze(Time now);  // stands there
    void reset();           // the system's time again

private:
    std::atomic<std::int64_t> offset_ms_{0};
    std::atomic<std::int64_t> frozen_ms_{0};  // 0 = runs
};

}  // namespace stead::base
