#include "http/outbox.h"

#include <algorithm>
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

Outbox::Pushed Outbox::push_waiting(Piece piece, std::chrono::milliseconds& patience) {
    using Clock = std::chrono::steady_clock;
    const auto until = Clock::now() + patience;
    std::unique_lock lock(mutex_);
    room_.wait_until(lock, until, [this] { return state_ != State::open || bytes_ < capacity_; });
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    patience = std::max(left, std::chrono::milliseconds(0));
    if (state_ != State::open) return Pushed::closed;
    if (bytes_ >= capacity_) return Pushed::full;
    add(lock, std::move(piece));
    return Pushed::yes;
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

void Outbox::finish(std::shared_ptr<FileBody> rest) {
    end(State::finished, std::move(rest));
}
void Outbox::break_off() {
    end(State::broken);
}

void Outbox::end(State state, std::shared_ptr<FileBody> rest) {
    std::function<void()> tell;
    {
        const std::lock_guard lock(mutex_);
        if (state_ == State::broken || state_ == state) return;
        state_ = state;
        rest_ = std::move(rest);
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
        if (rest_) take_from_rest(taken);
    }
    room_.notify_all();
    return taken;
}

// The rest comes after all pieces, one part at a time.
void Outbox::take_from_rest(Taken& taken) {
    if (taken.pieces.empty()) {
        std::string part;
        taken.broken = !rest_->read(part);
        taken.pieces.push_back(std::make_shared<const std::string>(std::move(part)));
    }
    taken.finished = false;
    if (rest_->left() == 0) rest_.reset();
}

}  // namespace stead::http
