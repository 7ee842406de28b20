#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/response.h"

namespace stead::http {

// Pieces of a body on their way from any thread to the connection that writes them.
class Outbox {
public:
    using Piece = std::shared_ptr<const std::string>;
    enum class Pushed { yes, full, closed };

    // `wake` tells the connection that there is something to take; it is called from the pushing
    // thread. At most about `capacity` bytes are held.
    Outbox(std::size_t capacity, std::function<void()> wake);

    // Never waits: when there is no room the outbox breaks. False when nobody takes any more.
    bool push(Piece piece);
    // Waits for room while there is patience, which it uses up.
    Pushed push_waiting(Piece piece, std::chrono::milliseconds& patience);
    // Nothing more will come, but the rest, if there is one.
    void finish(std::shared_ptr<FileBody> rest = nullptr);
    // The body stays incomplete; the connection must not pretend otherwise.
    void break_off();

    bool is_open() const;
    // Called once when the outbox stops being open; at once when it already has.
    void on_close(std::function<void()> tell);

    // For the connection, which takes again when it has written what it took.
    struct Taken {
        std::vector<Piece> pieces;
        bool finished = false;  // these are the last ones
        bool broken = false;
    };
    Taken take();
    // The client is gone.
    void close() { break_off(); }

private:
    enum class State { open, finished, broken };

    void end(State state, std::shared_ptr<FileBody> rest = nullptr);
    void take_from_rest(Taken& taken);
    bool add(std::unique_lock<std::mutex>& lock, Piece piece);

    const std::size_t capacity_;
    const std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable room_;
    std::vector<Piece> pieces_;
    std::size_t bytes_ = 0;
    State state_ = State::open;
    std::shared_ptr<FileBody> rest_;
    std::function<void()> tell_;
};

}  // namespace stead::http
