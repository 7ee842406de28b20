#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace stead::http {

// A part of a body; both ends belong to it.
struct ByteRange {
    std::uint64_t first;
    std::uint64_t last;
};

struct RangeAnswer {
    enum class Kind { whole, part, impossible };
    Kind kind = Kind::whole;
    ByteRange range{};  // of a part
};

// What a Range header asks of a body of that size. Several ranges at once, other units and
// malformed headers get the whole body, as RFC 9110 14.2 allows.
RangeAnswer parse_range(std::string_view header, std::uint64_t size);

}  // namespace stead::http
