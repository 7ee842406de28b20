#include "plugin/activation_engine.h"

#include "base/error.h"
#include "base/log.h"
#include "plugin/loader.h"
#include "plugin/plugin_load.h"
#include "record/class_sql.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::plugin {

namespace {

using record::Operation;
using record::Phase;

// The plugin did not become active after all; its row says why.
void take_back(record::Store& store, const std::string& id, const std::string& problem) {
    store.log().error("a plugin could not be activated", {{"plugin", id}, {"problem", problem}});
    auto session = std::make_shared<record::Session>(*record::system_session());
    session->door = record::Door::plugin;
    store.write(session, [&](record::Unit& unit) {
        auto row = record::load(unit, unit.dictionary().get("sys_plugins"), plugin_row_id(id));
        if (!row) return;
        row->set("active", "false");
        row->set("problem", problem);
        record::update_or_throw(unit, *row);
    });
}

void activate(Loader& loader, record::Store& store, const std::string& id) {
    LoadOptions options;
    options.activate = {id};
    try {
        loader.load(options);
    } catch (const std::exception& error) {
        take_back(store, id, error.what());
    }
}

}  // namespace

bool ActivationEngine::applies(Phase phase, Operation operation, const model::Table& table) const {
    return phase == Phase::before && operation == Operation::update && table.name == "sys_plugins";
}

void ActivationEngine::run(Phase, record::Write& write) {
    if (write.unit.session().door == record::Door::plugin || !write.changed("active")) return;
    const std::string id = write.current.get("source");
    if (!write.current.is_true("active"))
        throw base::Error(base::Status::forbidden, "Operation Failed",
                          "A plugin that is active stays active");
    LoadOptions options;
    options.activate = {id};
    loader_.check(options);
    write.unit.after_commit(
        [&loader = loader_, &store = write.unit.store(), id] { activate(loader, store, id); });
}

}  // namespace stead::plugin
