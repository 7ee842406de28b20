#pragma once

#include <functional>
#include <memory>
#include <string>

namespace stead::base {
class Log;
}

namespace stead::jobs {

// The thread that does what waits in rows: events, due jobs, mails. It sleeps until it is woken or
// a second has passed, then asks every task until none finds work.
class Pump {
public:
    // Does one piece of work; false when there is none. What it throws is logged, and the task is
    // left alone until the next round.
    using Task = std::function<bool()>;

    explicit Pump(base::Log& log);
    ~Pump();  // stops after the piece of work in progress
    Pump(const Pump&) = delete;
    Pump& operator=(const Pump&) = delete;

    void add(std::string name, Task task);  // before start
    void start();
    void wake();
    // Returns when a whole round, begun after this call, has found nothing to do.
    void settle();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace stead::jobs
