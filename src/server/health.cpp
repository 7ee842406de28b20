#include "server/health.h"

#include <unistd.h>

#include <fstream>

#include "db/database.h"
#include "server/program.h"

namespace stead::server {

namespace {

constexpr std::string_view plain = "text/plain;charset=UTF-8";

std::int64_t resident_bytes() {
    std::ifstream file("/proc/self/statm");
    std::int64_t total = 0, resident = 0;
    file >> total >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

void metric(std::string& text, std::string_view name, std::string_view help, std::string_view type,
            std::int64_t value) {
    text += "# HELP " + std::string(name) + " " + std::string(help) + "\n# TYPE " +
            std::string(name) + " " + std::string(type) + "\n" + std::string(name) + " " +
            std::to_string(value) + "\n";
}

std::string metrics(Program& program) {
    std::string text;
    metric(text, "stead_resident_bytes", "Memory in use.", "gauge", resident_bytes());
    metric(text, "stead_commits_total", "Group commits since start.", "counter",
           static_cast<std::int64_t>(program.database().commits()));
    return text;
}

// Reading one row shows that the database answers.
bool is_ready(Program& program) {
    try {
        program.database().read([](db::Connection& connection) { connection.value("SELECT 1"); });
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace

void add_health_routes(http::Router& router, Program& program) {
    router.add(http::Method::get, "/healthz",
               [](http::Exchange& exchange) { exchange.response.set(plain, "alive\n"); });
    router.add(http::Method::get, "/readyz", [&program](http::Exchange& exchange) {
        const bool ready = is_ready(program);
        exchange.response.status = ready ? 200 : 503;
        exchange.response.set(plain, ready ? "ready\n" : "not ready\n");
    });
    router.add(http::Method::get, "/metrics", [&program](http::Exchange& exchange) {
        exchange.response.set("text/plain; version=0.0.4", metrics(program));
    });
}

}  // namespace stead::server
