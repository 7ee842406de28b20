#include "rest/ui/door.h"

#include <cctype>

#include <boost/json.hpp>

#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"

namespace stead::rest::ui {

namespace {

using base::Error;
using base::Status;

void run(Call& call, const Handle& handle) {
    try {
        handle(call);
    } catch (const Refused& refused) {
        call.answer(refused.body, refused.http_status);
    } catch (const Error& error) {
        if (error.status != Status::unprocessable) throw;
        call.answer(error_body(error.detail, error.what()), 422);
    }
}

}  // namespace

http::Handler door(record::Store& store, plugin::Callers& callers, Handle handle,
                   plugin::Callers::Guests guests) {
    auto inner = rest::handler(
        store, callers, [handle = std::move(handle)](Call& call) { run(call, handle); }, guests,
        record::Door::ui);
    return [inner = std::move(inner)](http::Exchange& exchange) {
        inner(exchange);
        exchange.response.headers.remove("WWW-Authenticate");
    };
}

boost::json::object body_of(const Call& call) {
    const auto& text = call.exchange.request.body;
    if (base::trim(text).empty()) return {};
    auto value = base::parse_json(text);
    if (!value.is_object())
        throw Error(Status::bad_request, "Exception while reading request",
                    "The body is no object");
    return std::move(value.get_object());
}

std::string error_body(std::string_view field, std::string_view message) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().key("errors").begin_array().begin_object();
    json.member("field", base::clean_utf8(field)).member("message", base::clean_utf8(message));
    json.end_object().end_array().end_object();
    return text;
}

std::string plain_name(std::string name) {
    for (const char c : name)
        if (!std::isalnum(static_cast<unsigned char>(c)) && c != '_' && c != '.' && c != '-')
            throw base::Error(base::Status::bad_request, "Invalid name", name);
    return name;
}

}  // namespace stead::rest::ui
