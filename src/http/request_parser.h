#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "http/refusal.h"
#include "http/request.h"

namespace stead::http {

// Reads one request from bytes. Its head must have passed a HeadScanner.
class RequestParser {
public:
    // Takes a piece of the body; what it throws passes through read_body.
    using Sink = std::function<void(std::string_view)>;

    RequestParser();
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    // Fills method, target and headers. Returns why the request cannot be served, if so.
    std::optional<Refusal> read_head(std::string_view head, Request& request);

    // Returns how many bytes were consumed; what is left belongs to the next call, or to the next
    // request when the body is done. -1: the body is malformed.
    std::ptrdiff_t read_body(std::string_view bytes, const Sink& sink);

    bool is_done() const;  // head and body are complete
    bool keep_alive() const;
    bool is_http_10() const;
    bool expects_continue() const;
    std::optional<std::uint64_t> content_length() const;

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace stead::http
