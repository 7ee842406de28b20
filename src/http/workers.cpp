#include "http/workers.h"

#include <utility>

namespace stead::http {

Workers::Workers(std::size_t count, std::size_t waiting_limit) : waiting_limit_(waiting_limit) {
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

bool Workers::submit(Work work) {
    std::unique_lock lock(mutex_);
    if (queue_.size() >= waiting_limit_) return false;
    queue_.push_back(std::move(work));
    wake_one(lock);
    return true;
}

void Workers::wake_one(std::unique_lock<std::mutex>& lock) {
    if (waking_ || idle_ == 0 || queue_.empty()) return;
    waking_ = true;
    lock.unlock();
    work_came_.notify_one();
}

std::size_t Workers::waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void Workers::run(std::size_t worker) {
    for (;;) {
        std::unique_lock lock(mutex_);
        if (!wait_for_work(lock)) return;
        Work work = std::move(queue_.front());
        queue_.pop_front();
        wake_one(lock);
        if (lock.owns_lock()) lock.unlock();
        work(worker);
    }
}

bool Workers::wait_for_work(std::unique_lock<std::mutex>& lock) {
    while (queue_.empty() && !stopping_) {
        ++idle_;
        work_came_.wait(lock);
        --idle_;
        waking_ = false;
    }
    return !queue_.empty();
}

}  // namespace stead::http
