#pragma once

#include <memory>

#include "base/clock.h"
#include "base/log.h"
#include "server/config.h"

namespace stead::db {
class Database;
}
namespace stead::engine {
class Notifications;
}
namespace stead::plugin {
class Loader;
}
namespace stead::record {
class Store;
}
namespace stead::script {
class Scripts;
}

namespace stead::server {

// The program without its doors, built in layer order: what `serve` and the commands share.
class Program {
public:
    // Opens the data folder, which locks it. Throws Error(conflict) when another process has it.
    explicit Program(const Config& config);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    // Brings the database to what the plugin folders say.
    void load_plugins();

    const Config& config() const { return config_; }
    base::Log& log() { return log_; }
    base::SettableClock& clock() { return clock_; }
    db::Database& database();
    record::Store& store();
    script::Scripts& scripts();
    engine::Notifications& notifications();
    plugin::Loader& loader();

private:
    struct Parts;

    const Config& config_;
    base::Log log_;
    base::SettableClock clock_;
    std::unique_ptr<Parts> parts_;
};

}  // namespace stead::server
