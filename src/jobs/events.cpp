#include "jobs/events.h"

#include "base/date_time.h"
#include "base/error.h"
#include "engine/metadata.h"
#include "engine/notifications.h"
#include "engine/rules.h"
#include "record/class_sql.h"
#include "record/sessions.h"
#include "record/snapshot.h"
#include "record/unit.h"
#include "script/scripts.h"

namespace stead::jobs {

namespace {

using record::Record;
using record::Unit;

// Events run in the name of who caused them, not bound by ACLs; the program stands in for people
// who are gone.
std::shared_ptr<const record::Session> session_of(record::Store& store,
                                                  const std::string& user_id) {
    auto session =
        user_id.empty() ? nullptr : record::load_session(store, user_id, record::Door::job);
    return session ? with_acls(session, false) : record::system_session();
}

void set_state(Unit& unit, const std::string& sys_id, const std::string& state,
               const std::string& error) {
    const auto& dialect = unit.connection().dialect();
    unit.connection().run("UPDATE \"sysevent\" SET \"state\" = " + dialect.placeholder(1) +
                              ", \"processed\" = " + dialect.placeholder(2) +
                              ", \"error_string\" = " + dialect.placeholder(3) +
                              " WHERE \"sys_id\" = " + dialect.placeholder(4),
                          {state, base::format_utc(unit.now()), error, sys_id});
}

}  // namespace

std::string Events::next() {
    std::string sys_id;
    store_.read(record::system_session(), [&](Unit& unit) {
        if (!unit.dictionary().find("sysevent")) return;
        const auto& dialect = unit.connection().dialect();
        sys_id = unit.connection().value(
            "SELECT \"sys_id\" FROM \"sysevent\" WHERE \"state\" = 'ready' AND \"process_on\" <= " +
                dialect.placeholder(1) + " ORDER BY \"process_on\", \"row_id\" LIMIT 1",
            {base::format_utc(unit.now())});
    });
    return sys_id;
}

bool Events::work() {
    const std::string sys_id = next();
    if (sys_id.empty()) return false;
    try {
        store_.write(record::system_session(), [&](Unit& system) {
            auto event = record::load(system, system.dictionary().get("sysevent"), sys_id);
            if (!event) return;
            auto unit = system.as(session_of(store_, event->get("user_id")));
            handle(unit, *event);
            set_state(system, sys_id, "processed", "");
        });
    } catch (const base::Error& error) {
        note_failure(sys_id, std::string(error.what()) + " " + error.detail);
    } catch (const std::exception& error) {
        note_failure(sys_id, error.what());
    }
    return true;
}

void Events::handle(Unit& unit, Record& event) {
    if (event.get("name") == engine::async_rule_event)
        return engine::run_async_rule(unit, event.get("parm1"), event.get("table"),
                                      event.get("instance"));
    run_script_actions(unit, event);
    notifications_.run_event(unit, event);
}

void Events::run_script_actions(Unit& unit, Record& event) {
    for (const auto& action : unit.snapshot().rows("sysevent_script_action")) {
        if (engine::column(action, "event_name") != event.get("name")) continue;
        const auto* table = unit.dictionary().find(event.get("table"));
        auto current = table ? record::load(unit, *table, event.get("instance")) : std::nullopt;
        const std::string origin = "sysevent_script_action/" + engine::column(action, "sys_id");
        script::Members bindings{{"event", scripts_.record_value(unit, event)}};
        if (!scripts_.condition(unit, origin + ".condition_script",
                                engine::column(action, "condition_script"),
                                current ? &*current : nullptr, bindings))
            continue;
        if (current) bindings.emplace_back("current", scripts_.shared_record_value(unit, *current));
        scripts_.run(unit, {origin + ".script", engine::column(action, "script")}, bindings);
    }
}

void Events::note_failure(const std::string& sys_id, const std::string& error) {
    store_.log().warn("an event failed", {{"event", sys_id}, {"error", error}});
    store_.write(record::system_session(),
                 [&](Unit& unit) { set_state(unit, sys_id, "error", error); });
}

}  // namespace stead::jobs
