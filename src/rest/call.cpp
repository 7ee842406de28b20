#include "rest/call.h"

#include "base/json_writer.h"
#include "base/log.h"
#include "base/text.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;

constexpr std::string_view json_type = "application/json;charset=UTF-8";

void answer_error(http::Exchange& exchange, const Error& error) {
    exchange.response.status = http_status(error.status);
    exchange.response.set(json_type, error_json(error.what(), error.detail));
    if (error.status == Status::unauthenticated && !exchange.request.headers.has("X-UserToken"))
        exchange.response.headers.set("WWW-Authenticate", "Basic realm=\"Service-now\"");
}

void answer_fault(http::Exchange& exchange, record::Store& store, const std::exception& fault) {
    store.log().error("a request broke", {{"request", exchange.request.id},
                                          {"path", exchange.request.path},
                                          {"fault", fault.what()}});
    exchange.response.status = 500;
    exchange.response.set(json_type,
                          error_json("Internal error", "Request " + exchange.request.id));
}

}  // namespace

bool Call::flag(std::string_view name) const {
    return base::equals_ignoring_case(query(name), "true");
}

std::string Call::api_base() const {
    const int version = exchange.parameters.version;
    return http::base_url(exchange.request) + "/api/now" +
           (version > 0 ? "/v" + std::to_string(version) : std::string());
}

void Call::answer(std::string json, int status) {
    exchange.response.status = status;
    if (exchange.request.headers.get("X-no-response-body") == "true") return;
    exchange.response.set(json_type, std::move(json));
}

void Call::answer_empty(int status) {
    exchange.response.status = status;
}

http::Handler handler(record::Store& store, plugin::Callers& callers, Handle handle,
                      plugin::Callers::Guests guests, record::Door door) {
    return [&store, &callers, handle = std::move(handle), guests, door](http::Exchange& exchange) {
        answer_guarded(exchange, store, [&] {
            Call call{exchange, store, callers.identify(exchange, door, guests)};
            handle(call);
        });
    };
}

void answer_guarded(http::Exchange& exchange, record::Store& store,
                    const std::function<void()>& work) {
    exchange.response.headers.set("Cache-Control", "no-store");
    try {
        work();
    } catch (const Error& error) {
        if (error.status == Status::internal)
            store.log().error("a request failed", {{"request", exchange.request.id},
                                                   {"path", exchange.request.path},
                                                   {"message", error.what()},
                                                   {"detail", error.detail}});
        answer_error(exchange, error);
    } catch (const std::exception& fault) {
        answer_fault(exchange, store, fault);
    }
}

int http_status(Status status) {
    switch (status) {
        case Status::bad_request:
            return 400;
        case Status::unauthenticated:
            return 401;
        case Status::forbidden:
            return 403;
        case Status::not_found:
            return 404;
        case Status::conflict:
            return 409;
        case Status::too_large:
            return 413;
        case Status::unsupported:
            return 415;
        case Status::unprocessable:
            return 400;
        case Status::too_many:
            return 429;
        case Status::internal:
            return 500;
        case Status::unavailable:
            return 503;
    }
    return 500;
}

std::string error_json(std::string_view message, std::string_view detail) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().key("error").begin_object();
    json.member("message", base::clean_utf8(message)).key("detail");
    if (detail.empty())
        json.null();
    else
        json.text(base::clean_utf8(detail));
    json.end_object().member("status", "failure").end_object();
    return text;
}

}  // namespace stead::rest
