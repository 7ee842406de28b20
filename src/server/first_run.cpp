#include "server/first_run.h"

#include <cstdio>

#include "base/error.h"
#include "base/text.h"
#include "http/url.h"
#include "record/one_time_links.h"
#include "record/password_policy.h"
#include "record/store.h"
#include "record/unit.h"
#include "rest/call.h"
#include "rest/plain_page.h"
#include "server/program.h"

namespace stead::server {

namespace {

bool has_password(record::Unit& unit) {
    const auto* field = unit.dictionary().get("sys_user").find("user_password");
    return !unit.connection()
                .value("SELECT " + unit.connection().dialect().quote(field->column) +
                       " FROM \"sys_user\" WHERE \"user_name\" = 'admin'")
                .empty();
}

void set_password(record::Unit& unit, const std::string& password) {
    auto admin = unit.find_by("sys_user", "user_name=admin");
    if (!admin) return;
    admin->set("user_password", password);
    record::update_or_throw(unit, *admin);
}

std::string setup_address(record::Unit& unit, const Config& config) {
    const auto admin = unit.find_by("sys_user", "user_name=admin");
    const auto link = record::new_link(unit, admin ? admin->sys_id() : "", record::first_password,
                                       std::chrono::hours(24));
    const bool tls = !config.tls.empty() || !config.tls_cert.empty();
    return std::string(tls ? "https" : "http") + "://" + config.address + ":" +
           std::to_string(config.port) + "/setup/" + link;
}

void show_form(http::Exchange& exchange, std::string_view flaw) {
    rest::answer_page(
        exchange.response, "Set the administrator's password",
        (flaw.empty() ? std::string() : "<p role=\"alert\">" + base::html_escape(flaw) + "</p>") +
            "<form method=\"post\"><label>New password for <b>admin</b>"
            "<input type=\"password\" name=\"password\" autocomplete=\"new-password\" required>"
            "</label><button>Set password</button></form>");
}

std::string owner_of(record::Unit& unit, const http::Exchange& exchange) {
    auto owner = link_owner(unit, exchange.parameter("token"), record::first_password);
    if (owner.empty())
        throw base::Error(base::Status::not_found,
                          "This link is no longer valid. Start Stead again to get a new one");
    return owner;
}

void show(http::Exchange& exchange, Program& program) {
    program.store().read(record::system_session(),
                         [&](record::Unit& unit) { owner_of(unit, exchange); });
    show_form(exchange, "");
}

void accept(http::Exchange& exchange, Program& program) {
    const std::string password(http::Query::parse(exchange.request.body).get("password"));
    std::string flaw;
    program.store().write(record::system_session(), [&](record::Unit& unit) {
        const auto owner = owner_of(unit, exchange);
        flaw = password_policy(unit.snapshot()).flaw(password, "admin");
        if (!flaw.empty()) return;
        set_password(unit, password);
        use_links(unit, owner, record::first_password);
    });
    if (!flaw.empty()) return show_form(exchange, flaw);
    exchange.response.status = 303;
    exchange.response.headers.set("Location", "/login");
}

}  // namespace

void first_run(Program& program) {
    const auto& config = program.config();
    std::string link;
    program.store().write(record::system_session(), [&](record::Unit& unit) {
        if (has_password(unit)) return;
        if (config.demo)
            set_password(unit, "admin");
        else if (!config.admin_password.empty())
            set_password(unit, config.admin_password);
        else
            link = setup_address(unit, config);
    });
    if (!link.empty())
        std::printf("Set the administrator's password within a day: %s\n", link.c_str());
    std::fflush(stdout);
}

void add_first_run_routes(http::Router& router, Program& program) {
    const auto add = [&](http::Method method, auto work) {
        router.add(method, "/setup/{token}", [&program, work](http::Exchange& exchange) {
            try {
                work(exchange, program);
            } catch (const base::Error& error) {
                rest::answer_sentence(exchange.response, rest::http_status(error.status),
                                      error.what());
            }
        });
    };
    add(http::Method::get, show);
    add(http::Method::post, accept);
}

}  // namespace stead::server
