#include "realtime/routes.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "base/json_writer.h"

namespace stead::realtime {

namespace {

constexpr std::string_view json_type = "application/json;charset=UTF-8";

int status_of(const base::Error& error) {
    if (error.status == base::Status::unauthenticated) return 401;
    return error.status == base::Status::not_found ? 404 : 400;
}

// The calls come from our own client: a status and a sentence are enough.
template <class Work>
void guarded(http::Exchange& exchange, Work work) {
    try {
        work();
    } catch (const base::Error& error) {
        exchange.response.status = status_of(error);
        std::string text;
        base::JsonWriter json(text);
        json.begin_object().key("error").begin_object().member("message",
                                                               std::string_view(error.what()));
        json.end_object().member("status", "failure").end_object();
        exchange.response.set(json_type, std::move(text));
    }
}

void open_stream(http::Exchange& exchange, Hub& hub, plugin::Callers& callers) {
    const auto caller = callers.identify(exchange, record::Door::ui);
    exchange.response.headers.set("Cache-Control", "no-store");
    auto last = exchange.request.headers.get("Last-Event-ID");
    if (last.empty()) last = exchange.request.query.get("last");
    const std::string seen(last);  // the request does not outlive the answer's beginning
    if (auto stream = exchange.events()) hub.open(caller.session->user_id, std::move(stream), seen);
}

constexpr std::string_view modes[] = {"viewing", "writing", "note", "gone"};

void present(http::Exchange& exchange, Hub& hub, plugin::Callers& callers) {
    const auto caller = callers.identify(exchange, record::Door::ui);
    const auto body = base::parse_json(exchange.request.body);
    const auto* object = body.if_object();
    const auto* record = object ? object->if_contains("record") : nullptr;
    if (!record || !record->is_object())
        throw base::Error(base::Status::bad_request, "Say which record");
    const auto mode = base::json_text(*object, "mode");
    if (std::find(std::begin(modes), std::end(modes), mode) == std::end(modes))
        throw base::Error(base::Status::bad_request, "There is no such mode");
    const auto& where = record->get_object();
    const auto sys_id = base::json_text(where, "sys_id");
    const auto people = hub.present(caller.session, base::json_text(where, "table"), sys_id, mode);
    exchange.response.set(json_type, people_json(sys_id, people));
}

void subscribe(http::Exchange& exchange, Hub& hub, plugin::Callers& callers) {
    const auto caller = callers.identify(exchange, record::Door::ui);
    std::string stream_id;
    auto subscription = read_subscription(exchange.request.body, stream_id);
    hub.subscribe(stream_id, *caller.session, std::move(subscription));
    exchange.response.set(json_type, "{}");
}

}  // namespace

void add_routes(http::Router& router, Hub& hub, plugin::Callers& callers) {
    router.add(http::Method::get, "/api/ui/v1/stream",
               [&](http::Exchange& exchange) {
                   guarded(exchange, [&] { open_stream(exchange, hub, callers); });
               },
               {.summary = "What happens, as it happens"});
    router.add(http::Method::post, "/api/ui/v1/stream/subscribe",
               [&](http::Exchange& exchange) {
                   guarded(exchange, [&] { subscribe(exchange, hub, callers); });
               },
               {.summary = "Says which records and lists the stream is about"});
    router.add(http::Method::post, "/api/ui/v1/presence",
               [&](http::Exchange& exchange) {
                   guarded(exchange, [&] { present(exchange, hub, callers); });
               },
               {.summary = "Tells who else is at a record"});
}

}  // namespace stead::realtime
