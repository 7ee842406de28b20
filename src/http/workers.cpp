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
    {
        const std::lock_guard lock(mutex_);
        if (queue_.size() >= waiting_limit_) return false;
        queue_.push_back(std::move(work));
    }
    work_came_.notify_one();
    return true;
}

std::size_t Workers::waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void Workers::run(std::size_t worker) {
    std::unique_lock lock(mutex_);
    for (;;) {
        work_came_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) return;
        Work work = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        work(worker);
        work = nullptr;  // what it holds must not be released under the lock
        lock.lock();
    }
}

}  // namespace stead::http
