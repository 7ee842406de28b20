#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace stead::http {

// One `text/event-stream` answer: the server pushes until one side leaves. All calls may come from
// any thread. Dropping the last reference ends the answer.
class EventStream {
public:
    // A frame may be shared by many streams.
    using Frame = std::shared_ptr<const std::string>;

    virtual ~EventStream() = default;

    // Never waits. False when the client is gone, or is cut off now because it reads too slowly; it
    // will come again and say the last id that it has seen.
    virtual bool push(Frame frame) = 0;
    // Ends the answer after what was pushed.
    virtual void close() = 0;
    virtual bool is_open() const = 0;
    // Called once, from a thread of the server, when the stream ends for whatever reason; at once
    // when it has ended already. Must return quickly.
    virtual void on_close(std::function<void()> tell) = 0;
};

// The text of one event; name and id may be empty. Data may have several lines.
std::string event_frame(std::string_view name, std::string_view data, std::string_view id = {});

}  // namespace stead::http
