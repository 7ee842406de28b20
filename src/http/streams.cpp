#include "http/streams.h"

#include <utility>

#include "base/error.h"

namespace stead::http {

namespace {

constexpr std::size_t piece_size = 32 * 1024;

}  // namespace

OutboxBody::OutboxBody(std::shared_ptr<Outbox> outbox, Coding coding,
                       std::filesystem::path temp_folder)
    : outbox_(std::move(outbox)), temp_folder_(std::move(temp_folder)) {
    if (coding == Coding::gzip) gzip_ = std::make_unique<Gzip>();
}

OutboxBody::~OutboxBody() {
    try {
        finish();
    } catch (const base::Error&) {
        outbox_->break_off();
    }
}

void OutboxBody::finish() {
    if (gzip_) gzip_->add({}, piece_, Gzip::Flush::end);
    send();
    if (!rest_) return outbox_->finish();
    outbox_->finish(std::make_shared<FileBody>(rest_->duplicate(), 0, rest_->size()));
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
    const auto piece = std::make_shared<const std::string>(std::exchange(piece_, {}));
    if (!rest_) {
        const auto pushed = outbox_->push_waiting(piece, patience_);
        if (pushed != Outbox::Pushed::full) return pushed == Outbox::Pushed::yes;
        rest_ = std::make_unique<TempFile>(temp_folder_);
    }
    rest_->append(*piece);
    return outbox_->is_open();
}

}  // namespace stead::http
