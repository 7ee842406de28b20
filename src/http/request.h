#pragma once

#include <memory>
#include <string>

#include "http/headers.h"
#include "http/method.h"
#include "http/temp_file.h"
#include "http/url.h"

namespace stead::http {

// One request, complete with its body.
struct Request {
    Method method = Method::get;  // after X-HTTP-Method-Override, which a POST may carry
    std::string target;           // as sent: path and query
    std::string path;             // still percent-encoded: `%2F` inside a segment is no separator
    Query query;
    Headers headers;
    std::string body;
    std::shared_ptr<TempFile> body_file;  // instead of `body` where a route asks for it
    std::string host;                     // with port, as the caller named us
    std::string peer;                     // address of the caller, without port
    bool is_tls = false;                  // the caller's side is encrypted
    std::string id;                       // unique; goes into logs and X-Transaction-ID
};

// `https://host:port`, as the caller sees this server.
std::string base_url(const Request& request);

}  // namespace stead::http
