#include "http/streams.h"

#include <utility>

namespace stead::http {

namespace {

constexpr std::size_t piece_size = 32 * 1024;

}  // namespace

OutboxBody::OutboxBody(std::shared_ptr<Outbox> outbox, Coding coding) : outbox_(std::move(outbox)) {
    if (coding == Coding::gzip) gzip_ = std::make_unique<Gzip>();
}

OutboxBody::~OutboxBody() {
    if (gzip_) gzip_->add({}, piece_, Gzip::Flush::end);
    send();
    outbox_->finish();
}

bool OutboxBody::write(std::string_view bytes) {
    if (gzip_) {
        gzip_->add(bytes, piece_);
    } else {
        piece_ += bytes;
    }
    return piece_.size() < piece_size ? outbox_->is_open() : send();
}

bool OutboxBody::send() {
    return outbox_->push_waiting(
        std::make_shared<const std::string>(std::exchange(piece_, std::string())));
}

}  // namespace stead::http
