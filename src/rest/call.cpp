#include "rest/call.h"

#include <algorithm>

#include "base/json_writer.h"
#include "base/log.h"
#include "base/text.h"
#include "record/snapshot.h"
#include "rest/cors.h"
#include "rest/tiny_url.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;

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

void run_guarded(http::Exchange& exchange, record::Store& store,
                 const std::function<void()>& work) {
    add_cors_headers(exchange, store);
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

// When a call has taken too long (stead.rest.max_seconds). Never less than a second, so that an
// administrator can take back what he set.
std::chrono::steady_clock::time_point deadline_of(const record::Store& store) {
    const auto seconds = base::to_integer(store.snapshot()->property("stead.rest.max_seconds"));
    return std::chrono::steady_clock::now() +
           std::chrono::seconds(std::clamp<std::int64_t>(seconds.value_or(60), 1, 3600));
}

// Also when the unit fails: that is when rules have most to say.
class KeepMessages {
public:
    KeepMessages(Call& call, const record::Unit& unit) : call_(call), unit_(unit) {}
    ~KeepMessages() {
        const auto& said = unit_.messages();
        call_.messages.insert(call_.messages.end(), said.begin(), said.end());
    }
    KeepMessages(const KeepMessages&) = delete;
    KeepMessages& operator=(const KeepMessages&) = delete;

private:
    Call& call_;
    const record::Unit& unit_;
};

void work_in_time(record::Unit& unit, db::Connection::Deadline deadline,
                  const std::function<void(record::Unit&)>& work) {
    const db::TimeLimit limit(unit.connection(), deadline);
    try {
        work(unit);
    } catch (const Error&) {
        // A script may have wrapped it into words of its own.
        if (deadline && std::chrono::steady_clock::now() > *deadline) throw db::OutOfTime();
        throw;
    }
}

bool answers_with_body(http::Method method) {
    return method == http::Method::post || method == http::Method::put ||
           method == http::Method::patch;
}

// `"session"` beside the result, for callers who ask what rules had to say.
void add_session(const Call& call) {
    const auto& headers = call.exchange.request.headers;
    const bool notifications = base::is_true(headers.get("X-WantSessionNotificationMessages"));
    auto& response = call.exchange.response;
    if (!notifications && !base::is_true(headers.get("X-WantSessionDebugMessages"))) return;
    if (response.headers.get("Content-Type") != json_type || !response.body.ends_with('}')) return;
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().key("notifications").begin_array();
    for (const auto& message : call.messages) {
        if (!notifications) break;
        const bool is_error = message.kind == record::Message::Kind::error;
        json.begin_object().member("type", is_error ? "error" : "info");
        json.member("line", base::clean_utf8(message.text)).end_object();
    }
    json.end_array().key("debug_logs").begin_array().end_array().end_object();
    response.body.pop_back();
    response.body += (response.body.ends_with('{') ? "\"session\":" : ",\"session\":") + text + "}";
}

}  // namespace

std::string_view Call::query(std::string_view name) const {
    constexpr std::string_view prefix = "sysparm_";
    const auto value = parameters().get(name);
    if (!value.empty() || !short_names || !name.starts_with(prefix)) return value;
    return parameters().get(name.substr(prefix.size()));
}

bool Call::flag(std::string_view name) const {
    return base::equals_ignoring_case(query(name), "true");
}

std::string Call::base() const {
    const auto snapshot = store.snapshot();
    auto uri = snapshot->property("glide.servlet.uri");
    while (uri.ends_with('/')) uri.pop_back();
    const bool use_it =
        !uri.empty() && snapshot->property_is_true("glide.rest.replace_request_host_with_property");
    return use_it ? uri : http::base_url(exchange.request);
}

std::string Call::api_base() const {
    const int version = exchange.parameters.version;
    return base() + "/api/now" + (version > 0 ? "/v" + std::to_string(version) : std::string());
}

void Call::read(const std::function<void(record::Unit&)>& work) {
    store.read(session(), [&](record::Unit& unit) {
        const KeepMessages keep(*this, unit);
        work_in_time(unit, deadline, work);
    });
}

void Call::write(const std::function<void(record::Unit&)>& work) {
    write(session(), work);
}

void Call::write(const std::shared_ptr<const record::Session>& session,
                 const std::function<void(record::Unit&)>& work) {
    store.write(session, [&](record::Unit& unit) {
        const KeepMessages keep(*this, unit);
        work_in_time(unit, deadline, work);
    });
}

void Call::answer(std::string json, int status) {
    exchange.response.status = status;
    exchange.response.set(json_type, std::move(json));
}

void Call::answer_empty(int status) {
    exchange.response.status = status;
}

http::Handler handler(record::Store& store, plugin::Callers& callers, Handle handle,
                      plugin::Callers::Guests guests, record::Door door) {
    return [&store, &callers, handle = std::move(handle), guests, door](http::Exchange& exchange) {
        std::optional<Call> call;
        run_guarded(exchange, store, [&] {
            call.emplace(Call{exchange, store, callers.identify(exchange, door, guests)});
            call->deadline = deadline_of(store);
            if (answers_with_body(exchange.request.method) && !is_readable_by(exchange.request))
                return call->answer("{}");  // which becomes the refusal, before anything is written
            call->stored_parameters = tiny_parameters(*call);
            handle(*call);
        });
        if (call) add_session(*call);
        to_wire(exchange.request, exchange.response);
    };
}

void answer_guarded(http::Exchange& exchange, record::Store& store,
                    const std::function<void()>& work) {
    run_guarded(exchange, store, work);
    to_wire(exchange.request, exchange.response);
}

}  // namespace stead::rest
