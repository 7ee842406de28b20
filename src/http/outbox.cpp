#include "http/outbox.h"

#include <utility>

namespace stead::http {

Outbox::Outbox(std::size_t capacity, std::function<void()> wake)
    : capacity_(capacity), wake_(std::move(wake)) {}

bool Outbox::push(Piece piece) {
    std::unique_lock lock(mutex_);
    if (state_ != State::open) return false;
    if (bytes_ > capacity_) {
        lock.unlock();
        break_off();
        return false;
    }
    return add(lock, std::move(piece));
}

bool Outbox::push_waiting(Piece piece) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return state_ != State::open || bytes_ < capacity_; });
    return state_ == State::open && add(lock, std::move(piece));
}

bool Outbox::add(std::unique_lock<std::mutex>& lock, Piece piece) {
    if (piece->empty()) return true;
    bytes_ += piece->size();
    pieces_.push_back(std::move(piece));
    const bool first = pieces_.size() == 1;
    lock.unlock();
    if (first) wake_();
    return true;
}

void Outbox::finish() {
    end(State::finished);
}
void Outbox::break_off() {
    end(State::broken);
}

void Outbox::end(State state) {
    std::function<void()> tell;
    {
        const std::lock_guard lock(mutex_);
        if (state_ == State::broken || state_ == state) return;
        state_ = state;
        if (state == State::broken) pieces_.clear();
        tell = std::exchange(tell_, nullptr);
    }
    room_.notify_all();
    if (tell) tell();
    wake_();
}

bool Outbox::is_open() const {
    const std::lock_guard lock(mutex_);
    return state_ == State::open;
}

void Outbox::on_close(std::function<void()> tell) {
    {
        const std::lock_guard lock(mutex_);
        if (state_ == State::open) {
            tell_ = std::move(tell);
            return;
        }
    }
    tell();
}

Outbox::Taken Outbox::take() {
    Taken taken;
    {
        const std::lock_guard lock(mutex_);
        taken.pieces = std::exchange(pieces_, {});
        taken.finished = state_ == State::finished;
        taken.broken = state_ == State::broken;
        bytes_ = 0;
    }
    room_.notify_all();
    return taken;
}

}  // namespace stead::http
