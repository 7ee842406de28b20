#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/headers.h"

namespace stead::http {

// Part of an open file that becomes a body without passing through memory as a whole.
class FileBody {
public:
    // Takes over an open descriptor.
    FileBody(int file, std::uint64_t offset, std::uint64_t length);
    ~FileBody();
    FileBody(const FileBody&) = delete;
    FileBody& operator=(const FileBody&) = delete;

    std::uint64_t left() const { return left_; }
    // Replaces the buffer's content by the next piece. False when the file cannot give what was
    // promised.
    bool read(std::string& buffer);

private:
    int file_;
    std::uint64_t offset_;
    std::uint64_t left_;
};

struct Response {
    int status = 200;
    Headers headers;  // Content-Length, Date and Connection are the server's business
    std::string body;
    std::string_view static_body;         // instead of `body`: bytes that outlive the server
    std::shared_ptr<FileBody> file_body;  // instead of `body`

    // Sets Content-Type and the body.
    void set(std::string_view media_type, std::string content);
    // The body, unless it is a file.
    std::string_view content() const { return static_body.empty() ? body : static_body; }
};

// "Not Found" for 404; a general word for numbers without a name of their own.
std::string_view reason_phrase(int status);

}  // namespace stead::http
