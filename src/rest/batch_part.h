#pragma once

#include <boost/json/fwd.hpp>
#include <cstddef>
#include <optional>
#include <string>

#include "http/exchange.h"
#include "http/router.h"

namespace stead::rest {

// One request inside of a batch, on its way through the router. It acts as the caller of the batch
// and is a unit of work of its own: what happens to it concerns no other part.
class BatchPart {
public:
    // Reads one entry of `rest_requests`; anything at all may stand there. `number` counts from 1.
    BatchPart(const http::Request& batch, const boost::json::value& entry, std::size_t number);

    const std::string& id() const { return id_; }
    bool only_reads() const;

    // Runs it. `batch_pattern` names the one route that is refused.
    void run(const http::Router& router, std::size_t worker, std::string_view batch_pattern);
    // The entry of `serviced_requests`.
    std::string json() const;
    // The answer without its body, for one that does not fit.
    void leave_out_body(std::string why);

private:
    void read(const http::Request& batch, const boost::json::object& entry);
    void take_address(const http::Request& batch, std::string address);
    void take_headers(const http::Request& batch, const boost::json::object& entry);
    void refuse(int status, std::string_view message, std::string_view detail);

    std::string id_;
    bool with_headers_ = true;
    std::optional<std::string> wrong_;  // why it cannot be run
    http::Request request_;
    http::Response response_;
    std::string error_message_;
    long long milliseconds_ = 0;
};

}  // namespace stead::rest
