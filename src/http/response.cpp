#include "http/response.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace stead::http {

namespace {

constexpr std::uint64_t piece = 128 * 1024;

constexpr std::pair<int, std::string_view> phrases[] = {
    {100, "Continue"},
    {101, "Switching Protocols"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
};

}  // namespace

FileBody::FileBody(int file, std::uint64_t offset, std::uint64_t length)
    : file_(file), offset_(offset), left_(length) {}

FileBody::~FileBody() {
    ::close(file_);
}

bool FileBody::read(std::string& buffer) {
    buffer.resize(static_cast<std::size_t>(std::min(piece, left_)));
    ssize_t count = 0;
    do {
        count = ::pread(file_, buffer.data(), buffer.size(), static_cast<off_t>(offset_));
    } while (count < 0 && errno == EINTR);
    if (count <= 0) return false;
    buffer.resize(static_cast<std::size_t>(count));
    offset_ += buffer.size();
    left_ -= buffer.size();
    return true;
}

void Response::set(std::string_view media_type, std::string content) {
    headers.set("Content-Type", media_type);
    body = std::move(content);
}

std::string_view reason_phrase(int status) {
    for (const auto& [number, phrase] : phrases) {
        if (number == status) return phrase;
    }
    return status < 400 ? "OK" : "Error";
}

}  // namespace stead::http
