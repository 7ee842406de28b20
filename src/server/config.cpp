#include "server/config.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>

#include "base/error.h"
#include "base/text.h"

namespace stead::server {

namespace {

using base::Error;
using base::Status;

// A flag, its key in stead.toml and, upper-cased with STEAD_ before it, its name in the
// environment.
struct Flag {
    std::string_view name;
    bool has_value;
    std::function<void(Config&, const std::string&)> set;
};

void set_listen(Config& config, const std::string& value) {
    const auto colon = value.rfind(':');
    const auto port =
        colon == std::string::npos ? std::nullopt : base::to_integer(value.substr(colon + 1));
    if (!port || *port < 0 || *port > 65535)
        throw Error(Status::bad_request, "--listen wants ADDRESS:PORT, not " + value);
    config.address = value.substr(0, colon);
    config.port = static_cast<int>(*port);
}

std::int64_t number(const std::string& name, const std::string& value) {
    const auto parsed = base::to_integer(value);
    if (!parsed || *parsed < 0)
        throw Error(Status::bad_request, "--" + name + " wants a number, not " + value);
    return *parsed;
}

const std::vector<Flag>& flags() {
    static const std::vector<Flag> all = {
        {"data", true, [](Config& c, const std::string& v) { c.data = v; }},
        {"listen", true, set_listen},
        {"demo", false, [](Config& c, const std::string& v) { c.demo = base::is_true(v); }},
        {"demo-anyway", false,
         [](Config& c, const std::string& v) { c.demo_anyway = base::is_true(v); }},
        {"tls", true, [](Config& c, const std::string& v) { c.tls = v; }},
        {"tls-cert", true, [](Config& c, const std::string& v) { c.tls_cert = v; }},
        {"tls-key", true, [](Config& c, const std::string& v) { c.tls_key = v; }},
        {"plugins", true, [](Config& c, const std::string& v) { c.plugins = v; }},
        {"only", true, [](Config& c, const std::string& v) { c.only = v; }},
        {"smtp", true, [](Config& c, const std::string& v) { c.smtp = v; }},
        {"output", true, [](Config& c, const std::string& v) { c.output = v; }},
        {"input", true, [](Config& c, const std::string& v) { c.input = v; }},
        {"trusted-proxies", true,
         [](Config& c, const std::string& v) { c.trusted_proxies = base::split_names(v); }},
        {"workers", true,
         [](Config& c, const std::string& v) {
             c.workers = static_cast<int>(number("workers", v));
         }},
        {"cases", true, [](Config& c, const std::string& v) { c.cases = number("cases", v); }},
        {"admin-password", true, [](Config& c, const std::string& v) { c.admin_password = v; }},
        {"test-hooks", false,
         [](Config& c, const std::string& v) { c.test_hooks = base::is_true(v); }},
        {"log-level", true,
         [](Config& c, const std::string& v) { c.log_level = base::log_level(v); }},
    };
    return all;
}

const Flag* find_flag(std::string_view name) {
    for (const auto& flag : flags())
        if (flag.name == name) return &flag;
    return nullptr;
}

std::string environment_name(std::string_view flag) {
    std::string name = "STEAD_";
    for (const char c : flag)
        name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    return name;
}

void read_environment(Config& config) {
    for (const auto& flag : flags())
        if (const char* value = std::getenv(environment_name(flag.name).c_str()))
            flag.set(config, value);
}

// stead.toml holds `key = value` lines only; a TOML library is not needed for that.
void read_file(Config& config, const std::string& path) {
    std::ifstream file(path);
    std::string line;
    for (int at = 1; std::getline(file, line); ++at) {
        const auto text = base::trim(std::string_view(line).substr(0, line.find('#')));
        if (text.empty()) continue;
        const auto equals = text.find('=');
        const auto* flag = find_flag(base::trim(text.substr(0, equals)));
        if (!flag || equals == std::string_view::npos)
            throw Error(Status::bad_request, path + ":" + std::to_string(at) + ": unknown setting");
        auto value = base::trim(text.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        flag->set(config, std::string(value));
    }
}

void read_flag(Config& config, int count, char** values, int& at) {
    std::string_view text = std::string_view(values[at]).substr(2);
    const auto equals = text.find('=');
    const auto* flag = find_flag(text.substr(0, equals));
    if (!flag)
        throw Error(Status::bad_request,
                    "Unknown option " + std::string(values[at]) + "\n" + usage());
    if (equals != std::string_view::npos)
        return flag->set(config, std::string(text.substr(equals + 1)));
    if (!flag->has_value) return flag->set(config, "true");
    if (++at >= count)
        throw Error(Status::bad_request, "--" + std::string(flag->name) + " wants a value");
    flag->set(config, values[at]);
}

}  // namespace

Config read_config(int count, char** values) {
    Config config;
    if (std::filesystem::exists("stead.toml")) read_file(config, "stead.toml");
    read_environment(config);
    for (int at = 1; at < count; ++at) {
        if (std::string_view(values[at]).starts_with("--"))
            read_flag(config, count, values, at);
        else if (config.command.empty())
            config.command = values[at];
        else
            config.arguments.emplace_back(values[at]);
    }
    return config;
}

std::string usage() {
    return "usage: stead serve --data DIR [--listen ADDRESS:PORT] [--demo]\n"
           "                   [--tls self-signed | --tls-cert FILE --tls-key FILE] [--smtp URL]\n"
           "                   [--plugins DIR] [--workers N] [--log-level debug|info|warn|error]\n"
           "                   [--trusted-proxies ADDRESS,ADDRESS]\n"
           "       stead mail deliver --data DIR < message.eml\n"
           "       stead plugin list | show ID | activate ID  --data DIR\n"
           "       stead bench-data --data DIR --cases N\n"
           "       stead backup --data DIR --output NEW-FOLDER\n"
           "       stead restore --data DIR --input BACKUP\n"
           "       stead check | doctor  --data DIR\n"
           "       stead rotate-key --data DIR\n"
           "       stead version\n"
           "Every option is also STEAD_<OPTION> in the environment and a key in stead.toml.";
}

bool is_loopback(std::string_view address) {
    return address == "127.0.0.1" || address == "::1" || address == "[::1]" ||
           address == "localhost" || address.starts_with("127.");
}

}  // namespace stead::server
