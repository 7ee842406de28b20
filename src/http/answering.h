#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "http/exchange.h"
#include "http/outbox.h"
#include "http/response_head.h"
#include "http/router.h"
#include "http/site.h"

namespace stead::http {

// A complete request on its way to its handler.
struct Job {
    Request request;
    Router::Match match;
    bool keep_alive = true;
    bool http_10 = false;
    std::chrono::steady_clock::time_point complete;  // when the last byte had come
};

// An answer on its way to the client.
struct Outgoing {
    std::string head;
    Response response;  // holds the body, when `send_body`
    bool send_body = true;
    bool keep_alive = true;
    Framing framing = Framing::length;
    std::shared_ptr<Outbox> outbox;  // of an answer that is still being made
    bool is_events = false;
};

// Makes ready what is to be written for a finished response.
Outgoing finished_answer(const Site& site, const Job& job, Response response);

// Runs one request's handler on a worker and hands over the answer, exactly once.
class Answering : public Channel {
public:
    // Both may be called from any thread; `wake` tells that the outbox has something.
    struct Link {
        std::function<void(Outgoing)> deliver;
        std::function<void()> wake;
    };

    Answering(Site& site, Job& job, Link link, std::size_t worker);
    void run();

    std::unique_ptr<BodyStream> start_body(const Response& head) override;
    std::shared_ptr<EventStream> start_events(const Response& head) override;

private:
    bool unpack_body(Response& refusal);
    void call_handler(Exchange& exchange);
    Response fail(const char* what);
    void observe(std::chrono::steady_clock::time_point began, int status) const;
    void compress(Response& response);
    bool wants_gzip(const Response& response) const;
    void start(Response head, std::size_t capacity, bool is_events);

    Site& site_;
    Job& job_;
    const Link link_;
    const std::size_t worker_;
    std::shared_ptr<Outbox> outbox_;
};

}  // namespace stead::http
