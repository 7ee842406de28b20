#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "http/exchange.h"

namespace stead::http {

// Whether the caller already has what this entity tag names. If so the response becomes 304; it
// carries the tag either way. The tag is without its quotes.
bool answer_not_modified(Exchange& exchange, std::string_view tag);

struct FileAnswer {
    std::filesystem::path path;
    std::string media_type = "application/octet-stream";
    std::string tag;        // an entity tag; empty when there is none
    std::string file_name;  // what browsers suggest when they save it; empty: none
    bool download = true;   // false: browsers may show it
};

// Answers with a file or with the part of it that the caller asks for. Throws Error(not_found) when
// it cannot be opened.
void answer_file(Exchange& exchange, const FileAnswer& file);

// `attachment; filename=…`, for names in any script (RFC 6266).
std::string content_disposition(std::string_view file_name, bool download);

}  // namespace stead::http
