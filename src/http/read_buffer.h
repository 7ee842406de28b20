#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace stead::http {

// Bytes that came from a socket and are not used yet.
class ReadBuffer {
public:
    std::string_view view() const { return {bytes_.data() + begin_, end_ - begin_}; }
    bool empty() const { return begin_ == end_; }

    // Room behind the bytes for at least that many more; what `view` returned moves.
    std::span<char> room(std::size_t size);
    void commit(std::size_t count) { end_ += count; }
    void consume(std::size_t count);
    // Gives memory back when there is much of it and nothing in it.
    void shrink();

private:
    std::vector<char> bytes_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace stead::http
