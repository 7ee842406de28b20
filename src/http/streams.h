#pragma once

#include <memory>
#include <string>

#include "http/body_stream.h"
#include "http/event_stream.h"
#include "http/gzip.h"
#include "http/outbox.h"

namespace stead::http {

// Fills an outbox in pieces of a good size, compressed if asked. Its end is the body's end.
class OutboxBody : public BodyStream {
public:
    enum class Coding { plain, gzip };

    OutboxBody(std::shared_ptr<Outbox> outbox, Coding coding);
    ~OutboxBody() override;
    bool write(std::string_view bytes) override;

private:
    bool send();

    std::shared_ptr<Outbox> outbox_;
    std::unique_ptr<Gzip> gzip_;
    std::string piece_;
};

class OutboxEvents : public EventStream {
public:
    explicit OutboxEvents(std::shared_ptr<Outbox> outbox) : outbox_(std::move(outbox)) {}
    ~OutboxEvents() override { outbox_->finish(); }

    bool push(Frame frame) override { return outbox_->push(std::move(frame)); }
    void close() override { outbox_->finish(); }
    bool is_open() const override { return outbox_->is_open(); }
    void on_close(std::function<void()> tell) override { outbox_->on_close(std::move(tell)); }

private:
    std::shared_ptr<Outbox> outbox_;
};

// What a HEAD request makes of a stream.
class NoBody : public BodyStream {
public:
    bool write(std::string_view) override { return false; }
};

}  // namespace stead::http
