#include "http/event_stream.h"

namespace stead::http {

namespace {

// A line break would end the field and let its text speak as another one.
void append_field(std::string& frame, std::string_view field, std::string_view value) {
    const std::string_view line = value.substr(0, value.find_first_of("\r\n"));
    frame.append(field).append(": ").append(line).append("\n");
}

void append_data(std::string& frame, std::string_view data) {
    for (;;) {
        const auto end = data.find_first_of("\r\n");
        append_field(frame, "data", data);
        if (end == std::string_view::npos) return;
        const bool pair = data.substr(end, 2) == "\r\n";
        data.remove_prefix(end + (pair ? 2 : 1));
    }
}

}  // namespace

std::string event_frame(std::string_view name, std::string_view data, std::string_view id) {
    std::string frame;
    frame.reserve(name.size() + data.size() + id.size() + 32);
    if (!id.empty()) append_field(frame, "id", id);
    if (!name.empty()) append_field(frame, "event", name);
    append_data(frame, data);
    frame += '\n';
    return frame;
}

}  // namespace stead::http
