#include "rest/ui/sign_in.h"

#include <boost/json.hpp>

#include "base/json.h"
#include "base/json_writer.h"
#include "http/url.h"
#include "rest/documented.h"
#include "rest/ui/door.h"
#include "rest/ui/person.h"

namespace stead::rest::ui {

namespace {

std::string start_page_of(record::Store& store, const plugin::Caller& caller) {
    if (!caller.go_first.empty()) return caller.go_first;
    std::string page;
    store.read(caller.session, [&](record::Unit& unit) { page = start_page(unit); });
    return page;
}

void sign_in(http::Exchange& exchange, record::Store& store, plugin::Callers& callers) {
    const auto value = base::parse_json(exchange.request.body);
    const auto* body = value.if_object();
    if (!body) throw base::Error(base::Status::bad_request, "Exception while reading request");
    const auto caller = callers.sign_in(exchange, base::json_text(*body, "user_name"),
                                        base::json_text(*body, "user_password"));
    std::string text;
    base::JsonWriter(text)
        .begin_object()
        .member("redirect", start_page_of(store, caller))
        .end_object();
    exchange.response.set(json_type, std::move(text));
}

void redirect(http::Exchange& exchange, const std::string& to) {
    exchange.response.status = 303;
    exchange.response.headers.set("Location", to);
}

// Only addresses of this server, so that a link to the sign-in page leads nowhere else.
bool is_own_path(std::string_view path) {
    return path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\");
}

// The form of a page, sent by the browser itself.
void sign_in_by_form(http::Exchange& exchange, record::Store& store, plugin::Callers& callers) {
    const auto form = http::Query::parse(exchange.request.body);
    try {
        const auto caller =
            callers.sign_in(exchange, form.get("user_name"), form.get("user_password"));
        exchange.response.headers.set("X-Is-Logged-In", caller.signed_in() ? "true" : "false");
        const std::string next(form.get("next"));
        redirect(exchange,
                 caller.signed_in() && is_own_path(next) ? next : start_page_of(store, caller));
    } catch (const base::Error& error) {
        if (error.status != base::Status::unauthenticated) throw;
        exchange.response.headers.set("X-Is-Logged-In", "false");
        redirect(exchange, "/login?failed=true");
    }
}

}  // namespace

void add_sign_in_routes(http::Router& router, record::Store& store, plugin::Callers& callers) {
    using http::Method;
    const auto open = [&](const char* pattern, auto work) {
        router.add(
            Method::post, pattern,
            [&store, &callers, work](http::Exchange& exchange) {
                answer_guarded(exchange, store, [&] { work(exchange, store, callers); });
                exchange.response.headers.remove("WWW-Authenticate");
            },
            documented("Signs in and sets the session cookies", {},
                       R"({"user_name":"","user_password":""})"));
    };
    open("/api/ui/v1/login", sign_in);
    open("/login.do", sign_in_by_form);
    const auto sign_out = [&callers](Call& call) {
        callers.sign_out(call.exchange);
        call.answer("{}");
    };
    router.add(Method::post, "/api/ui/v1/logout", door(store, callers, sign_out),
               documented("Ends the session"));
    const auto sign_out_by_link = [&callers](Call& call) {
        callers.sign_out(call.exchange);
        redirect(call.exchange, "/login");
    };
    router.add(Method::post, "/logout.do",
               door(store, callers, sign_out_by_link, plugin::Callers::Guests::welcome));
}

}  // namespace stead::rest::ui
