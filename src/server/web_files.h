#pragma once

#include <string_view>

#include "base/embedded.h"
#include "http/exchange.h"
#include "http/router.h"

namespace stead::server {

// The web client inside the binary: pages and their assets, with the headers that keep foreign code
// out.
class WebFiles {
public:
    explicit WebFiles(const base::Embedded& embedded) : embedded_(embedded) {}

    void add_routes(http::Router& router) const;
    // Answers with a file of the client, such as login.html; 404 when it was not built.
    void answer(http::Exchange& exchange, std::string_view path) const;

private:
    const base::Embedded& embedded_;
};

}  // namespace stead::server
