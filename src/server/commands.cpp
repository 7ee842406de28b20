#include "server/commands.h"

#include <cstdio>

#include "base/error.h"
#include "base/secrets.h"
#include "base/version.h"
#include "db/database.h"
#include "mail/deliver.h"
#include "plugin/loader.h"
#include "record/store.h"
#include "record/unit.h"
#include "server/backup.h"
#include "server/bench_data.h"
#include "server/checkup.h"
#include "server/plugin_command.h"
#include "server/program.h"
#include "server/serve.h"

namespace stead::server {

namespace {

// A new key, with which everything that was sealed is sealed again.
int rotate_key(const Config& config) {
    db::open_sqlite({config.data, true});  // fails while a server has the folder
    base::Secrets(config.data + "/secret.key").rotate();
    Program(config).load_plugins();
    std::printf(
        "Stored passwords are sealed with a new key. Copy %s/secret.key to where you keep "
        "it.\n",
        config.data.c_str());
    return 0;
}

int mail_command(const Config& config) {
    if (config.arguments != std::vector<std::string>{"deliver"} || config.data.empty())
        throw base::Error(base::Status::bad_request, "stead mail deliver --data DIR < message.eml");
    return mail::deliver(config.data);
}

}  // namespace

int run(const Config& config) {
    if (config.command == "serve") return serve(config);
    if (config.command == "mail") return mail_command(config);
    if (config.command == "plugin") return plugin_command(config);
    if (config.command == "bench-data") return bench_data(config);
    if (config.command == "backup") return backup(config);
    if (config.command == "rotate-key") return rotate_key(config);
    if (config.command == "restore") return restore(config);
    if (config.command == "check") return check(config);
    if (config.command == "doctor") return doctor(config);
    if (config.command == "version") return std::printf("stead %s\n", base::version) > 0 ? 0 : 1;
    throw base::Error(
        base::Status::bad_request,
        (config.command.empty() ? "A command is needed" : "Unknown command " + config.command) +
            "\n" + usage());
}

}  // namespace stead::server
