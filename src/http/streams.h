#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "http/body_stream.h"
#include "http/event_stream.h"
#include "http/gzip.h"
#include "http/outbox.h"
#include "http/temp_file.h"

namespace stead::http {

// Fills an outbox in pieces of a good size, compressed if asked. Its end is the body's end. When
// the client has let us wait for two seconds in all, the rest goes to a file that is sent later: no
// worker and no database snapshot is held by a slow reader.
class OutboxBody : public BodyStream {
public:
    enum class Coding { plain, gzip };

    OutboxBody(std::shared_ptr<Outbox> outbox, Coding coding, std::filesystem::path temp_folder);
    ~OutboxBody() override;
    // Throws Error(unavailable) when that file cannot be written.
    bool write(std::string_view bytes) override;

private:
    bool send();
    void finish();

    const std::shared_ptr<Outbox> outbox_;
    const std::filesystem::path temp_folder_;
    std::unique_ptr<Gzip> gzip_;
    std::string piece_;
    std::chrono::milliseconds patience_{2000};
    std::unique_ptr<TempFile> rest_;
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
