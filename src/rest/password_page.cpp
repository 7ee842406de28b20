#include "rest/password_page.h"

#include "base/error.h"
#include "http/url.h"
#include "record/lookup.h"
#include "record/one_time_links.h"
#include "record/password_policy.h"
#include "record/snapshot.h"
#include "record/unit.h"
#include "rest/call.h"
#include "rest/plain_page.h"

namespace stead::rest {

namespace {

using base::Error;
using record::Record;
using record::Unit;

constexpr auto link_life = std::chrono::hours(1);
constexpr std::string_view unknown_person = "password.reset.unknown";

std::string alert(std::string_view message) {
    return message.empty() ? std::string()
                           : "<p role=\"alert\">" + base::html_escape(message) + "</p>";
}

void ask_for_name(http::Exchange& exchange) {
    answer_page(exchange.response, "Set a new password",
                "<p>You get a mail with a link that works once, for an hour.</p>"
                "<form method=\"post\"><label>User name or email address"
                "<input name=\"name\" autocomplete=\"username\" required autofocus></label>"
                "<button>Send the mail</button></form>");
}

// Who may have a link: active people with an address who sign in on pages.
std::optional<Record> person_named(Unit& unit, const std::string& name) {
    const auto& table = unit.dictionary().get("sys_user");
    auto id = find_sys_id(unit, table, "user_name", name);
    if (id.empty() && name.find('@') != std::string::npos)
        id = find_sys_id(unit, table, "email", name);
    auto user = id.empty() ? std::nullopt : unit.find("sys_user", id);
    const bool may = user && user->is_true("active") && !user->get("email").empty() &&
                     !user->is_true("web_service_access_only");
    return may ? user : std::nullopt;
}

// Never the address that the caller names the server by: he could lead the link elsewhere.
std::string link_address(const Unit& unit, const std::string& link) {
    auto base = unit.snapshot().property("glide.servlet.uri");
    while (base.ends_with('/')) base.pop_back();
    return base + "/password_reset/" + link;
}

void send_link(http::Exchange& exchange, record::Store& store, plugin::Callers& callers) {
    callers.check_attempts(exchange);
    callers.note_failure(exchange.request);  // asking is limited like failing
    const std::string name(base::trim(http::Query::parse(exchange.request.body).get("name")));
    store.write(record::system_session(), [&](Unit& unit) {
        const auto user = person_named(unit, name);
        if (!user) return unit.event(unknown_person, nullptr, base::truncate_utf8(name, 100));
        const auto link = new_link(unit, user->sys_id(), record::password_reset, link_life);
        unit.event("password.reset.requested", &*user, user->get("email"),
                   link_address(unit, link));
    });
    answer_sentence(exchange.response, 200,
                    "If there is such an account, a mail is on its way to it");
}

std::string owner_of(Unit& unit, std::string_view link) {
    const auto owner = link_owner(unit, link, record::password_reset);
    if (owner.empty()) throw Error(base::Status::not_found, "This link is used or too old");
    return owner;
}

void ask_for_password(http::Exchange& exchange, std::string_view flaw) {
    answer_page(exchange.response, "Set a new password",
                alert(flaw) +
                    "<form method=\"post\"><label>New password<input type=\"password\" "
                    "name=\"password\" autocomplete=\"new-password\" required autofocus></label>"
                    "<button>Set password</button></form>");
}

void show(http::Exchange& exchange, record::Store& store, plugin::Callers&) {
    store.read(record::system_session(),
               [&](Unit& unit) { owner_of(unit, exchange.parameter("link")); });
    ask_for_password(exchange, "");
}

// What is wrong with the password; "" when it is set.
std::string set_password(Unit& unit, const std::string& user_id, const std::string& password) {
    auto user = unit.get("sys_user", user_id);
    auto flaw = password_policy(unit.snapshot()).flaw(password, user.get("user_name"));
    if (!flaw.empty()) return flaw;
    user.set("user_password", password);
    user.set("password_needs_reset", "0");
    update_or_throw(unit, user);
    use_links(unit, user_id, record::password_reset);
    return {};
}

void accept(http::Exchange& exchange, record::Store& store, plugin::Callers&) {
    const std::string password(http::Query::parse(exchange.request.body).get("password"));
    std::string flaw;
    store.write(record::system_session(), [&](Unit& unit) {
        flaw = set_password(unit, owner_of(unit, exchange.parameter("link")), password);
    });
    if (!flaw.empty()) return ask_for_password(exchange, flaw);
    exchange.response.status = 303;
    exchange.response.headers.set("Location", "/login");
}

}  // namespace

void add_password_routes(http::Router& router, record::Store& store, plugin::Callers& callers) {
    using http::Method;
    const auto add = [&](Method method, const char* pattern, auto work) {
        router.add(method, pattern, [&store, &callers, work](http::Exchange& exchange) {
            try {
                work(exchange, store, callers);
            } catch (const Error& error) {
                answer_sentence(exchange.response, http_status(error.status), error.what());
            }
        });
    };
    router.add(Method::get, "/password_reset", ask_for_name);
    add(Method::post, "/password_reset", send_link);
    add(Method::get, "/password_reset/{link}", show);
    add(Method::post, "/password_reset/{link}", accept);
}

}  // namespace stead::rest
