#include "realtime/routes.h"

#include "base/error.h"
#include "base/json_writer.h"

namespace stead::realtime {

namespace {

// Both calls come from our own client: a status and a sentence are enough.
template <class Work>
void guarded(http::Exchange& exchange, Work work) {
    try {
        work();
    } catch (const base::Error& error) {
        exchange.response.status = error.status == base::Status::unauthenticated ? 401 : 400;
        std::string text;
        base::JsonWriter json(text);
        json.begin_object().key("error").begin_object().member("message",
                                                               std::string_view(error.what()));
        json.end_object().member("status", "failure").end_object();
        exchange.response.set("application/json;charset=UTF-8", std::move(text));
    }
}

void open_stream(http::Exchange& exchange, Hub& hub, plugin::Callers& callers) {
    const auto caller = callers.identify(exchange, record::Door::ui);
    exchange.response.headers.set("Cache-Control", "no-store");
    if (auto stream = exchange.events()) hub.open(caller.session->user_id, std::move(stream));
}

void subscribe(http::Exchange& exchange, Hub& hub, plugin::Callers& callers) {
    const auto caller = callers.identify(exchange, record::Door::ui);
    std::string stream_id;
    auto subscription = read_subscription(exchange.request.body, stream_id);
    hub.subscribe(stream_id, *caller.session, std::move(subscription));
    exchange.response.set("application/json;charset=UTF-8", "{}");
}

}  // namespace

void add_routes(http::Router& router, Hub& hub, plugin::Callers& callers) {
    router.add(http::Method::get, "/api/ui/v1/stream", [&](http::Exchange& exchange) {
        guarded(exchange, [&] { open_stream(exchange, hub, callers); });
    });
    router.add(http::Method::post, "/api/ui/v1/stream/subscribe", [&](http::Exchange& exchange) {
        guarded(exchange, [&] { subscribe(exchange, hub, callers); });
    });
}

}  // namespace stead::realtime
