#include "http/workers.h"

#include <algorithm>
#include <utility>

namespace stead::http {

namespace {

std::size_t share_of(std::size_t count) {
    return std::max<std::size_t>(1, count - std::max<std::size_t>(1, count / 4));
}

}  // namespace

Workers::Workers(std::size_t count, std::size_t waiting_limit)
    : waiting_limit_(waiting_limit), share_(share_of(count)) {
    threads_.reserve(count);
    for (std::size_t worker = 0; worker < count; ++worker) {
        threads_.emplace_back([this, worker] { run(worker); });
    }
}

Workers::~Workers() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    work_came_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool Workers::submit(Work work, const std::string& lane) {
    std::unique_lock lock(mutex_);
    if (waiting_ >= waiting_limit_) return false;
    auto& entry = *lanes_.try_emplace(lane).first;
    if (!lane.empty() && entry.second.queue.size() >= std::max<std::size_t>(1, waiting_limit_ / 2))
        return false;
    entry.second.queue.push_back(std::move(work));
    ++waiting_;
    take_turn(entry);
    wake_one(lock);
    return true;
}

// Puts the lane into the line of those whose work may begin.
void Workers::take_turn(Entry& entry) {
    auto& [name, lane] = entry;
    if (lane.in_turn || lane.queue.empty()) return;
    if (!name.empty() && lane.running >= share_) return;
    lane.in_turn = true;
    turns_.push_back(&entry);
}

void Workers::leave(Entry& entry) {
    auto& lane = entry.second;
    --lane.running;
    take_turn(entry);
    if (lane.running == 0 && lane.queue.empty()) lanes_.erase(entry.first);
}

void Workers::wake_one(std::unique_lock<std::mutex>& lock) {
    if (waking_ || idle_ == 0 || turns_.empty()) return;
    waking_ = true;
    lock.unlock();
    work_came_.notify_one();
}

std::size_t Workers::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_;
}

void Workers::run(std::size_t worker) {
    std::unique_lock lock(mutex_);
    while (wait_for_work(lock)) {
        Entry& entry = *turns_.front();
        turns_.pop_front();
        auto& lane = entry.second;
        Work work = std::move(lane.queue.front());
        lane.queue.pop_front();
        --waiting_;
        ++lane.running;
        lane.in_turn = false;
        take_turn(entry);
        wake_one(lock);
        if (lock.owns_lock()) lock.unlock();
        work(worker);
        work = nullptr;  // what it held is released before the next wait
        lock.lock();
        leave(entry);
    }
}

bool Workers::wait_for_work(std::unique_lock<std::mutex>& lock) {
    while (turns_.empty() && !stopping_) {
        ++idle_;
        work_came_.wait(lock);
        --idle_;
        waking_ = false;
    }
    return !turns_.empty();
}

}  // namespace stead::http
