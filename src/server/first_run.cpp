#include "server/first_run.h"

#include <cstdio>

#include "base/date_time.h"
#include "base/error.h"
#include "base/ids.h"
#include "http/url.h"
#include "record/class_sql.h"
#include "record/store.h"
#include "record/unit.h"
#include "server/program.h"

namespace stead::server {

namespace {

constexpr std::string_view html = "text/html;charset=UTF-8";
constexpr std::string_view purpose = "set_password";
constexpr std::size_t shortest_password = 8;

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

std::string new_link(record::Unit& unit, const Config& config) {
    const std::string token = base::random_hex(24);
    const auto admin = unit.find_by("sys_user", "user_name=admin");
    record::Record row(unit.dictionary().get("sys_user_token"));
    row.set("user", admin ? admin->sys_id() : "");
    row.set("purpose", std::string(purpose));
    row.set("token_hash", base::sha256_hex(token));
    row.set("expires", base::format_utc(unit.now() + std::chrono::hours(24)));
    record::insert_raw(unit, row);
    const bool tls = !config.tls.empty() || !config.tls_cert.empty();
    return std::string(tls ? "https" : "http") + "://" + config.address + ":" +
           std::to_string(config.port) + "/setup/" + token;
}

std::string page(std::string_view body) {
    return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Stead</title>"
           "<meta name=\"viewport\" content=\"width=device-width\"><style>body{font:15px/1.6 "
           "system-ui;"
           "max-width:26rem;margin:12vh auto;padding:0 "
           "1rem;color:#171c26}input{font:inherit;width:100%;"
           "padding:.5rem;margin:.25rem 0 1rem;border:1px solid "
           "#cfd5de;border-radius:7px;box-sizing:border-box}"
           "button{font:inherit;padding:.5rem "
           "1rem;border:0;border-radius:7px;background:#2256c4;color:#fff}"
           "</style>" +
           std::string(body) + "</html>";
}

std::string form(std::string_view message) {
    return page("<h1>Set the administrator's password</h1>" +
                (message.empty() ? std::string()
                                 : "<p role=\"alert\">" + base::html_escape(message) + "</p>") +
                "<form method=\"post\"><label>New password for <b>admin</b>"
                "<input type=\"password\" name=\"password\" autocomplete=\"new-password\" "
                "minlength=\"8\" required>"
                "</label><button>Set password</button></form>");
}

// The token's row while it is fresh; "" when the link was used or is too old.
std::string token_row(record::Unit& unit, std::string_view token) {
    const auto& dialect = unit.connection().dialect();
    return unit.connection().value(
        "SELECT \"sys_id\" FROM \"sys_user_token\" WHERE \"token_hash\" = " +
            dialect.placeholder(1) + " AND \"expires\" > " + dialect.placeholder(2),
        {base::sha256_hex(token), base::format_utc(unit.now())});
}

void show(http::Exchange& exchange, Program& program) {
    program.store().read(record::system_session(), [&](record::Unit& unit) {
        const bool fresh = !token_row(unit, exchange.parameter("token")).empty();
        exchange.response.status = fresh ? 200 : 404;
        exchange.response.set(html, fresh ? form("")
                                          : page("<h1>This link is no longer valid</h1>"
                                                 "<p>Start Stead again to get a new one.</p>"));
    });
}

void accept(http::Exchange& exchange, Program& program) {
    const std::string password(http::Query::parse(exchange.request.body).get("password"));
    if (password.size() < shortest_password)
        return exchange.response.set(html, form("Use at least 8 characters."));
    program.store().write(record::system_session(), [&](record::Unit& unit) {
        const std::string row = token_row(unit, exchange.parameter("token"));
        if (row.empty()) throw base::Error(base::Status::not_found, "This link is no longer valid");
        set_password(unit, password);
        unit.connection().run("DELETE FROM \"sys_user_token\" WHERE \"sys_id\" = " +
                                  unit.connection().dialect().placeholder(1),
                              {row});
    });
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
            link = new_link(unit, config);
    });
    if (!link.empty())
        std::printf("Set the administrator's password within a day: %s\n", link.c_str());
    std::fflush(stdout);
}

void add_first_run_routes(http::Router& router, Program& program) {
    router.add(http::Method::get, "/setup/{token}",
               [&](http::Exchange& exchange) { show(exchange, program); });
    router.add(http::Method::post, "/setup/{token}", [&](http::Exchange& exchange) {
        try {
            accept(exchange, program);
        } catch (const base::Error& error) {
            exchange.response.status = 404;
            exchange.response.set(html, page("<h1>" + base::html_escape(error.what()) + "</h1>"));
        }
    });
}

}  // namespace stead::server
