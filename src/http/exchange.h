#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/body_stream.h"
#include "http/event_stream.h"
#include "http/request.h"
#include "http/response.h"

namespace stead::http {

// What the address matched: the values of the pattern's parameters, decoded.
struct Parameters {
    std::vector<std::pair<std::string_view, std::string>> values;  // names live in the router
    int version = 0;  // 1 or 2 for /v1/ and /v2/ where the pattern has [v]; 0 when not said
};

// How an answer that is still being made reaches the client. The server implements it.
class Channel {
public:
    virtual ~Channel() = default;
    virtual std::unique_ptr<BodyStream> start_body(const Response& head) = 0;
    virtual std::shared_ptr<EventStream> start_events(const Response& head) = 0;
};

// One request and the answer that a handler makes for it.
class Exchange {
public:
    // Without a channel, as in tests and batches, a streamed body is collected in the response.
    Exchange(const Request& request, std::size_t worker, Channel* channel = nullptr);
    ~Exchange();
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    const Request& request;
    Response response;  // sent when the handler returns, unless it streamed
    Parameters parameters;
    const std::size_t worker;  // which worker runs this

    // The value of a parameter of the route's pattern; empty when there is none of that name.
    std::string_view parameter(std::string_view name) const;

    // Sends status and headers of `response` now and the body as it is written. The stream lives as
    // long as the exchange.
    BodyStream& stream();
    // Sends the head now and keeps the answer open after the handler has returned. Null where no
    // client listens (no channel).
    std::shared_ptr<EventStream> events();

private:
    Channel* channel_;
    std::unique_ptr<BodyStream> stream_;
};

}  // namespace stead::http
