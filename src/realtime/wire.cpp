#include "realtime/wire.h"

namespace stead::realtime {

namespace {

constexpr std::size_t most_events = 300;
constexpr std::size_t most_bytes = 256 * 1024;

}  // namespace

void Wire::push(std::string_view event, std::string_view data) {
    const std::lock_guard lock(mutex_);
    send(event, data);
}

void Wire::send(std::string_view event, std::string_view data) {
    const auto number = ++last_;
    auto frame = std::make_shared<const std::string>(
        http::event_frame(event, data, name_ + "." + std::to_string(number)));
    bytes_ += frame->size();
    kept_.push_back({number, frame});
    forget_oldest();
    if (stream_) stream_->push(std::move(frame));
}

void Wire::forget_oldest() {
    while (kept_.size() > most_events || (bytes_ > most_bytes && kept_.size() > 1)) {
        bytes_ -= kept_.front().frame->size();
        kept_.pop_front();
    }
}

bool Wire::attach(std::shared_ptr<http::EventStream> stream, std::uint64_t seen,
                  std::string_view hello) {
    const std::lock_guard lock(mutex_);
    const bool complete =
        seen == last_ || (seen < last_ && !kept_.empty() && kept_.front().number <= seen + 1);
    if (!complete) return false;
    if (stream_) stream_->close();
    stream_ = std::move(stream);
    gone_.reset();
    // Not kept: it only opens this connection. It bears the id that the browser knows already.
    stream_->push(std::make_shared<const std::string>(
        http::event_frame("hello", hello, name_ + "." + std::to_string(seen))));
    for (const auto& kept : kept_)
        if (kept.number > seen) stream_->push(kept.frame);
    return true;
}

bool Wire::is_open() const {
    const std::lock_guard lock(mutex_);
    return stream_ && stream_->is_open();
}

void Wire::close() {
    const std::lock_guard lock(mutex_);
    if (stream_) stream_->close();
}

std::optional<Wire::Time> Wire::gone_since(Time now) {
    const std::lock_guard lock(mutex_);
    if (stream_ && stream_->is_open()) return {};
    if (!gone_) gone_ = now;
    return gone_;
}

}  // namespace stead::realtime
