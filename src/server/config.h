#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/log.h"

namespace stead::server {

// What the command line, the environment (STEAD_…) and stead.toml say, in this order of precedence.
struct Config {
    std::string command;  // serve, mail, plugin, bench-data, backup, check, doctor …
    std::vector<std::string> arguments;  // what follows the command and is no flag
    std::string data;                    // folder
    std::string address = "127.0.0.1";
    int port = 8080;
    bool demo = false;
    bool demo_anyway = false;
    std::string tls;  // "" or "self-signed"
    std::string tls_cert, tls_key;
    std::string plugins;  // folder on disk instead of the ones inside the binary
    std::string only;     // ids to activate at the first start, by comma; "" = the default
    std::string smtp;     // smtp://user:secret@host:port; "" = mails stay readable rows
    std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-* are believed
    int workers = 0;                           // 0: two for each core
    std::int64_t cases = 0;                    // bench-data
    std::string output;                        // backup: a new folder
    std::string input;                         // restore: a backup
    std::string admin_password;  // for the first start; else a one-time link is printed
    bool test_hooks = false;     // /test/… for the scenario tests; loopback only
    base::Level log_level = base::Level::info;
};

// Throws Error(bad_request) with one sentence and the usage.
Config read_config(int count, char** values);
std::string usage();

bool is_loopback(std::string_view address);

}  // namespace stead::server
