#include "server/program.h"

#include "base/embedded.h"
#include "base/error.h"
#include "db/database.h"
#include "engine/data_policy.h"
#include "engine/notifications.h"
#include "engine/numbering.h"
#include "engine/rules.h"
#include "engine/text_index.h"
#include "plugin/activation_engine.h"
#include "plugin/extension.h"
#include "plugin/loader.h"
#include "plugin/native_plugins.h"
#include "record/blob_cleanup.h"
#include "record/secret_fields.h"
#include "record/store.h"
#include "record/unit.h"
#include "script/scripts.h"

namespace stead::server {

namespace {

std::vector<plugin::SourceFolder> plugin_folders(const Config& config) {
    if (!config.plugins.empty()) return plugin::plugins_on_disk(config.plugins);
    return plugin::embedded_plugins(base::Embedded(base::embedded_archive()));
}

std::string blob_folder(const Config& config) {
    return config.data + "/attachments";
}

plugin::LoadOptions load_options(const Config& config) {
    plugin::LoadOptions options;
    options.only = base::split_names(config.only);
    options.demo = config.demo;
    return options;
}

}  // namespace

struct Program::Parts {
    Parts(const Config& config, base::SettableClock& clock, base::Log& log)
        : database(db::open_sqlite({config.data})),
          store(*database, clock, log, blob_folder(config), config.data + "/secret.key"),
          scripts(store),
          loader(store, scripts, clock, plugin_folders(config)) {
        store.set_scripting(scripts);
        store.add_engine(numbering);
        store.add_engine(rules);
        store.add_engine(data_policy);
        store.add_engine(activation);
        store.add_engine(notifications);
        store.add_engine(text_index);
        store.add_engine(blob_cleanup);
        for (const auto& native : plugin::native_plugins()) native.install(extension);
        for (const auto& engine : extension.engines) store.add_engine(*engine);
    }

    std::unique_ptr<db::Database> database;
    record::Store store;
    script::Scripts scripts;
    engine::Numbering numbering;
    engine::Rules rules;
    engine::DataPolicy data_policy;
    engine::TextIndex text_index;
    record::BlobCleanup blob_cleanup;
    engine::Notifications notifications{scripts};
    plugin::Extension extension;
    plugin::Loader loader;
    plugin::ActivationEngine activation{loader};
};

Program::Program(const Config& config) : config_(config), log_(config.log_level) {
    if (config.data.empty())
        throw base::Error(base::Status::bad_request, "--data DIR is needed\n" + usage());
    parts_ = std::make_unique<Parts>(config, clock_, log_);
}

Program::~Program() = default;

db::Database& Program::database() {
    return *parts_->database;
}
record::Store& Program::store() {
    return parts_->store;
}
engine::Notifications& Program::notifications() {
    return parts_->notifications;
}
script::Scripts& Program::scripts() {
    return parts_->scripts;
}
plugin::Loader& Program::loader() {
    return parts_->loader;
}

void Program::load_plugins() {
    for (const auto& count : parts_->loader.load(load_options(config_))) {
        if (count.unchanged) continue;
        log_.info("plugin loaded", {{"plugin", count.plugin},
                                    {"inserted", std::to_string(count.inserted)},
                                    {"updated", std::to_string(count.updated)},
                                    {"removed", std::to_string(count.removed)},
                                    {"skipped", std::to_string(count.skipped)}});
    }
    store().write(record::system_session(), record::seal_secrets);
}

}  // namespace stead::server
