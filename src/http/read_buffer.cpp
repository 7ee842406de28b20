#include "http/read_buffer.h"

#include <algorithm>

namespace stead::http {

namespace {

constexpr std::size_t kept_when_idle = 8 * 1024;

}  // namespace

std::span<char> ReadBuffer::room(std::size_t size) {
    if (bytes_.size() - end_ < size) {
        std::copy(bytes_.begin() + static_cast<std::ptrdiff_t>(begin_),
                  bytes_.begin() + static_cast<std::ptrdiff_t>(end_), bytes_.begin());
        end_ -= begin_;
        begin_ = 0;
    }
    if (bytes_.size() - end_ < size) bytes_.resize(std::max(end_ + size, bytes_.size() * 2));
    return {bytes_.data() + end_, bytes_.size() - end_};
}

void ReadBuffer::consume(std::size_t count) {
    begin_ += count;
    if (begin_ == end_) begin_ = end_ = 0;
}

void ReadBuffer::shrink() {
    if (!empty() || bytes_.size() <= kept_when_idle) return;
    bytes_ = {};
    begin_ = end_ = 0;
}

}  // namespace stead::http
