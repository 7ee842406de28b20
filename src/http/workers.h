#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace stead::http {

// A fixed pool of threads on which all business code runs, requests and jobs alike.
class Workers {
public:
    // Work is told which worker runs it, 0 up to count, so that each can have a connection and a
    // script context of its own. It must not throw.
    using Work = std::function<void(std::size_t worker)>;

    // More than `waiting_limit` pieces of work are not queued.
    explicit Workers(std::size_t count, std::size_t waiting_limit = 10'000);
    // Finishes what is queued.
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // Queues the work. False, and nothing queued, when too much is waiting.
    bool submit(Work work);

    std::size_t count() const { return threads_.size(); }
    // How much waits for a free worker.
    std::size_t waiting() const;

private:
    void run(std::size_t worker);
    bool wait_for_work(std::unique_lock<std::mutex>& lock);
    void wake_one(std::unique_lock<std::mutex>& lock);

    const std::size_t waiting_limit_;
    mutable std::mutex mutex_;
    std::condition_variable work_came_;
    std::deque<Work> queue_;
    std::size_t idle_ = 0;
    // One is on its way. It wakes the next one if there is work left, so that a burst of small work
    // does not wake all of them for nothing.
    bool waking_ = false;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace stead::http
