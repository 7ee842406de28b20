#include "http/head_scanner.h"

#include "http/ascii.h"

namespace stead::http {

namespace {

// Room for the method, the version and two spaces in a request line.
constexpr std::size_t around_target = 40;

std::size_t target_length(std::string_view request_line) {
    const auto first = request_line.find(' ');
    const auto last = request_line.rfind(' ');
    return first == last ? 0 : last - first - 1;
}

bool is_folded(std::string_view line) {
    return line.front() == ' ' || line.front() == '\t';
}

}  // namespace

void HeadScanner::reset() {
    line_start_ = 0;
    lines_ = 0;
}

HeadScanner::State HeadScanner::scan(std::string_view bytes) {
    for (;;) {
        const auto end = bytes.find('\n', line_start_);
        if (end == std::string_view::npos) return check_unfinished(bytes);
        if (end == line_start_ || bytes[end - 1] != '\r') return State::malformed;
        const auto line = bytes.substr(line_start_, end - 1 - line_start_);
        line_start_ = end + 1;
        if (line_start_ > limits_.head) return State::too_large;
        if (const State state = take_line(line); state != State::incomplete) return state;
    }
}

HeadScanner::State HeadScanner::take_line(std::string_view line) {
    const bool first = lines_++ == 0;
    if (line.empty()) return first ? State::malformed : State::complete;
    if (is_folded(line)) return State::malformed;
    if (first && target_length(line) > limits_.target) return State::target_too_long;
    return lines_ > limits_.fields + 1 ? State::too_large : State::incomplete;
}

HeadScanner::State HeadScanner::check_unfinished(std::string_view bytes) const {
    const bool first = lines_ == 0;
    if (first && !bytes.empty() && !is_token_character(bytes.front())) return State::malformed;
    if (first && bytes.size() > limits_.target + around_target) return State::target_too_long;
    return bytes.size() > limits_.head ? State::too_large : State::incomplete;
}

}  // namespace stead::http
