#include "jobs/pump.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "base/log.h"

namespace stead::jobs {

namespace {

constexpr auto longest_sleep = std::chrono::seconds(1);

}  // namespace

struct Pump::State {
    explicit State(base::Log& log) : log(log) {}

    struct Named {
        std::string name;
        Task task;
    };
    base::Log& log;
    std::vector<Named> tasks;
    std::mutex mutex;
    std::condition_variable changed;
    bool stop = false, woken = false;
    std::uint64_t begun = 0,
                  idle = 0;  // rounds: the last one begun, the last one that found nothing
    std::thread thread;

    void run() {
        std::unique_lock lock(mutex);
        while (!stop) {
            woken = false;
            const auto round = ++begun;
            lock.unlock();
            const bool worked = run_round();
            lock.lock();
            if (worked) continue;
            idle = round;
            changed.notify_all();
            changed.wait_for(lock, longest_sleep, [this] { return stop || woken; });
        }
        idle = UINT64_MAX;
        changed.notify_all();
    }

    bool run_round() {
        bool worked = false;
        for (const auto& task : tasks) worked = run_task(task) || worked;
        return worked;
    }

    bool run_task(const Named& task) {
        bool worked = false;
        try {
            while (task.task()) worked = true;
        } catch (const std::exception& error) {
            log.error("a task of the job pump failed",
                      {{"task", task.name}, {"error", error.what()}});
        }
        return worked;
    }
};

Pump::Pump(base::Log& log) : state_(std::make_unique<State>(log)) {}

Pump::~Pump() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->stop = true;
    }
    state_->changed.notify_all();
    if (state_->thread.joinable()) state_->thread.join();
}

void Pump::add(std::string name, Task task) {
    state_->tasks.push_back({std::move(name), std::move(task)});
}

void Pump::start() {
    state_->thread = std::thread([this] { state_->run(); });
}

void Pump::wake() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->woken = true;
    }
    state_->changed.notify_all();
}

void Pump::settle() {
    std::unique_lock lock(state_->mutex);
    const auto after = state_->begun;
    state_->woken = true;
    state_->changed.notify_all();
    state_->changed.wait(lock, [&] { return state_->idle > after; });
}

}  // namespace stead::jobs
