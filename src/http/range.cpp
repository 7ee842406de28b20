#include "http/range.h"

#include <algorithm>

#include "base/text.h"
#include "http/ascii.h"

namespace stead::http {

namespace {

RangeAnswer part(std::uint64_t first, std::uint64_t last, std::uint64_t size) {
    if (first >= size) return {RangeAnswer::Kind::impossible, {}};
    return {RangeAnswer::Kind::part, {first, std::min(last, size - 1)}};
}

// `-500`: the last 500 bytes.
RangeAnswer suffix(std::string_view digits, std::uint64_t size) {
    const auto length = parse_number(digits);
    if (!length) return {};
    if (*length == 0) return {RangeAnswer::Kind::impossible, {}};
    return part(*length < size ? size - *length : 0, size, size);
}

}  // namespace

RangeAnswer parse_range(std::string_view header, std::uint64_t size) {
    const auto [unit, ranges] = split_once(header, '=');
    if (!base::equals_ignoring_case(unit, "bytes")) return {};
    const auto range = base::trim(ranges);
    const auto [from, to] = split_once(range, '-');
    if (range.find('-') == std::string_view::npos) return {};
    if (from.empty()) return suffix(to, size);
    const auto first = parse_number(from);
    const auto last = to.empty() ? std::optional(~0ULL) : parse_number(to);
    if (!first || !last || *last < *first) return {};
    return part(*first, *last, size);
}

}  // namespace stead::http
