#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/refusal.h"
#include "http/request.h"

namespace stead::http {

// What the connection knows about its other end.
struct Origin {
    std::string peer;
    bool is_tls = false;
};

// `host` or `host:port`, made of nothing that could break out of a link.
bool is_host(std::string_view text);

// Fills in what follows from a request's head: path, query, host, caller and the method that it
// really means. Returns why the request cannot be served, if so.
std::optional<Refusal> complete_head(Request& request, const Origin& origin,
                                     const std::vector<std::string>& trusted_proxies);

}  // namespace stead::http
