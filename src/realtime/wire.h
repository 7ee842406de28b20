#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "http/event_stream.h"

namespace stead::realtime {

// What goes to one browser: its connection while there is one, and the newest events, so that a
// browser that comes back after a break misses nothing. All calls may come from any thread.
class Wire {
public:
    using Time = std::chrono::steady_clock::time_point;

    // `name` is the first part of every event's id: "name.1", "name.2" ...
    explicit Wire(std::string name) : name_(std::move(name)) {}

    void push(std::string_view event, std::string_view data);
    // The browser is there: sends `hello`, then everything after the event `seen`. False, and
    // nothing is sent, when some of that is no longer kept.
    bool attach(std::shared_ptr<http::EventStream> stream, std::uint64_t seen,
                std::string_view hello);
    bool is_open() const;
    void close();
    // Since when nobody is there; asked from time to time, which is how it is noticed.
    std::optional<Time> gone_since(Time now);

private:
    struct Kept {
        std::uint64_t number;
        http::EventStream::Frame frame;
    };
    void send(std::string_view event, std::string_view data);
    void forget_oldest();

    const std::string name_;
    mutable std::mutex mutex_;
    std::shared_ptr<http::EventStream> stream_;
    std::deque<Kept> kept_;
    std::size_t bytes_ = 0;
    std::uint64_t last_ = 0;
    std::optional<Time> gone_;
};

}  // namespace stead::realtime
