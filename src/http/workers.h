#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace stead::http {

// A fixed pool of threads on which all business code runs, requests and jobs alike.
//
// Work waits in lanes, one for each caller. The lanes take turns, and no lane occupies all workers:
// whoever sends much, or sends what takes long, waits for himself and delays nobody else.
class Workers {
public:
    // Work is told which worker runs it, 0 up to count, so that each can have a connection and a
    // script context of its own. It must not throw.
    using Work = std::function<void(std::size_t worker)>;

    // More than `waiting_limit` pieces of work are not queued, of one lane not more than half.
    explicit Workers(std::size_t count, std::size_t waiting_limit = 10'000);
    // Finishes what is queued.
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // Queues the work. False, and nothing queued, when too much is waiting. Work without a lane may
    // occupy every worker.
    bool submit(Work work, const std::string& lane = {});

    std::size_t count() const { return threads_.size(); }
    // How many workers one lane may occupy: a quarter, and at least one, is left to others.
    std::size_t share() const { return share_; }
    // How much waits for a free worker.
    std::size_t waiting() const;

private:
    struct Lane {
        std::deque<Work> queue;
        std::size_t running = 0;
        bool in_turn = false;
    };
    using Entry = std::pair<const std::string, Lane>;  // stays where it is

    void run(std::size_t worker);
    bool wait_for_work(std::unique_lock<std::mutex>& lock);
    void wake_one(std::unique_lock<std::mutex>& lock);
    void take_turn(Entry& lane);
    void leave(Entry& lane);

    const std::size_t waiting_limit_;
    const std::size_t share_;
    mutable std::mutex mutex_;
    std::condition_variable work_came_;
    std::unordered_map<std::string, Lane> lanes_;
    std::deque<Entry*> turns_;  // lanes that have work and may occupy another worker
    std::size_t waiting_ = 0;
    std::size_t idle_ = 0;
    // One is on its way. It wakes the next one if there is work left, so that a burst of small work
    // does not wake all of them for nothing.
    bool waking_ = false;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace stead::http
