#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "http/request.h"
#include "http/response.h"

namespace stead::http {

// A request that the server answers itself, because it never reaches its handler or because the
// handler broke.
struct Refusal {
    int status = 400;    // what HTTP says: 400, 408, 413, 414, 417, 431, 500, 501, 503
    std::string reason;  // a sentence for people
    // Of 413: how much was announced or has come, and what the route takes.
    std::uint64_t content_length = 0;
    std::uint64_t limit = 0;
};

// Lets a door say it in its own words, and with its own status. The request has no body. It runs on
// a thread that must not wait.
using Refuse = std::function<Response(const Request&, const Refusal&)>;

// A small HTML page. What cannot even be read as a request is always answered so.
Response plain_refusal(const Refusal& refusal);

}  // namespace stead::http
