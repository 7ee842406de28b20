#pragma once

#include <string>
#include <vector>

#include "http/router.h"

namespace stead::rest {

// What is said about a route where it is added. Examples are JSON; "" where there is no body.
inline http::RouteOptions documented(std::string summary,
                                     std::vector<http::QueryParameter> query = {},
                                     std::string body = {}, std::string answer = {},
                                     int status = 200) {
    http::RouteOptions options;
    options.summary = std::move(summary);
    options.query = std::move(query);
    options.body = std::move(body);
    options.answer = std::move(answer);
    options.status = status;
    return options;
}

}  // namespace stead::rest
