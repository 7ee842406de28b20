#pragma once

#include <cstddef>
#include <string_view>

namespace stead::http {

struct HeadLimits {
    std::size_t target = 16 * 1024;  // clients may rely on addresses of this length
    std::size_t head = 48 * 1024;    // request line and all fields
    std::size_t fields = 100;
};

// Finds the end of a request's head while it arrives, and refuses early what must not reach the
// parser: line breaks that others may read differently, folded fields, sizes beyond the limits.
class HeadScanner {
public:
    enum class State { incomplete, complete, malformed, target_too_long, too_large };

    explicit HeadScanner(const HeadLimits& limits) : limits_(limits) {}

    // Called with all bytes since the head began; those of the call before come first.
    State scan(std::string_view bytes);
    // Of a complete head, with the empty line behind it.
    std::size_t length() const { return line_start_; }
    void reset();

private:
    State take_line(std::string_view line);
    State check_unfinished(std::string_view bytes) const;

    const HeadLimits limits_;
    std::size_t line_start_ = 0;
    std::size_t lines_ = 0;
};

}  // namespace stead::http
