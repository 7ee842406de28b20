#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stead::http {

// `text/html; charset=utf-8` taken apart.
struct MediaType {
    std::string type;  // lowercase, without parameters: text/html
    std::string charset;
    std::string boundary;  // of multipart bodies
};

MediaType parse_media_type(std::string_view content_type);

// `application/json` and what ends in +json.
bool is_json(std::string_view type);
// `application/xml`, `text/xml` and what ends in +xml.
bool is_xml(std::string_view type);

// The offered type that an Accept header prefers; among equals the first one offered. An empty
// header accepts all. Nothing when it accepts none of them.
std::optional<std::string_view> negotiate(std::string_view accept,
                                          std::span<const std::string_view> offered);

// The media type that a file's name suggests, for files that we made ourselves.
std::string_view media_type_of_file(std::string_view file_name);

}  // namespace stead::http
