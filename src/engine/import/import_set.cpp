#include "engine/import/import_set.h"

#include "base/date_time.h"
#include "base/error.h"
#include "base/text.h"
#include "engine/import/field_value.h"
#include "engine/import/row_transform.h"
#include "record/class_sql.h"
#include "record/sessions.h"
#include "record/unit.h"
#include "script/scripts.h"

namespace stead::engine {

namespace {

using base::Error;
using base::Status;
using record::Record;
using record::Unit;

constexpr std::string_view row_table = "sys_import_set_row";
constexpr std::string_view set_table = "sys_import_set";
constexpr std::int64_t batch = 200;  // rows that are looked up at a time

// The unit's person, not bound by access rules.
Unit unbound(Unit& unit) {
    return unit.as(with_acls(unit.session_ptr(), false));
}

ImportSet set_of(const Record& row) {
    return {row.sys_id(), row.get("number"), row.get("table_name")};
}

std::string state_of(Unit& unit, const std::string& set_id) {
    const auto set = record::load(unit, unit.dictionary().get(set_table), set_id);
    return set ? set->get("state") : std::string();
}

}  // namespace

void require_staging(const model::Table& table) {
    if (!table.is_a(row_table) || table.name == row_table)
        throw Error(Status::bad_request, "Invalid staging table " + table.name);
}

ImportSet load_rows(Unit& unit, std::vector<Record>& rows, Record set) {
    auto program = unbound(unit);
    set.set("state", "loaded");
    set.set("load_completed", base::format_utc(unit.now()));
    record::insert_or_throw(program, set);
    int number = 0;
    for (auto& row : rows) {
        row.set("sys_import_set", set.sys_id());
        row.set("sys_import_row", std::to_string(++number));
        row.set("sys_import_state", "pending");
        for (const auto* field :
             {"sys_import_state_comment", "sys_target_table", "sys_target_sys_id",
              "sys_transform_map", "transform_results", "template_import_log"})
            row.set(field, "");
        record::insert_or_throw(unit, row);
    }
    return set_of(set);
}

ImportRun::ImportRun(record::Store& store, script::Scripts& scripts,
                     const std::shared_ptr<const record::Session>& session, ImportSet set)
    : store_(store),
      scripts_(scripts),
      person_(session),
      snapshot_(store.snapshot()),
      set_(std::move(set)),
      maps_(transform_maps(*snapshot_, set_.table)) {}

std::shared_ptr<const record::Session> ImportRun::session(bool run_rules) const {
    auto session = std::make_shared<record::Session>(*person_);
    session->bound_by_acls = false;
    session->run_rules = run_rules;
    return session;
}

// Scripts that concern no single row see empty ones.
void ImportRun::run_scripts(std::string_view when, const TransformMap& map, Started& outcome) {
    if (!map.has_scripts(when)) return;
    const auto log = std::make_shared<script::TransformLog>();
    try {
        store_.write(session(map.run_rules), [&](Unit& unit) {
            Record source(unit.dictionary().get(set_.table));
            Record target(unit.dictionary().get(map.target_table));
            TransformState state{source, target, set_.sys_id};
            state.log = log;
            TransformScripts(scripts_, map).run(unit, when, state);
            outcome.ignore = state.ignore;
        });
    } catch (const std::exception& failure) {
        outcome.error = failure.what();
        log->lines.push_back("error: " + outcome.error);
    }
    note(map.name + ", " + std::string(when), log->lines);
}

void ImportRun::begin() {
    for (const auto& map : maps_) run_scripts("onStart", map, started_[map.sys_id]);
}

void ImportRun::end() {
    Started ignored;
    for (const auto& map : maps_) run_scripts("onComplete", map, ignored);
    store_.write(session(true), [&](Unit& unit) {
        auto set = record::load(unit, unit.dictionary().get(set_table), set_.sys_id);
        if (!set || set->get("state") == "cancelled") return;
        set->clear_touched();
        set->set("state", "processed");
        record::update_or_throw(unit, *set);
    });
}

RowResult ImportRun::run_map(const TransformMap& map, const std::string& row_id,
                             std::vector<std::string>& lines) {
    const auto& started = started_[map.sys_id];
    RowResult result{map.name, map.target_table, {}, "error", {}, started.error};
    if (!started.error.empty()) return result;
    const auto log = std::make_shared<script::TransformLog>();
    try {
        store_.write(session(map.run_rules), [&](Unit& unit) {
            auto source = record::load(unit, unit.dictionary().get(set_.table), row_id);
            if (!source) throw Error(Status::not_found, "The row is gone");
            Record target(unit.dictionary().get(map.target_table));
            TransformState state{*source, target, set_.sys_id};
            state.ignore = started.ignore;
            state.log = log;
            result = transform_row(unit, scripts_, map, state);
        });
    } catch (const RowRejected& rejection) {
        result.status = "skipped";
        result.status_message = rejection.what();
        result.error_message.clear();
    } catch (const Error& failure) {
        result.error_message = failure.what();
        if (!failure.detail.empty()) result.error_message += ": " + failure.detail;
    } catch (const std::exception& failure) {
        result.error_message = failure.what();
    }
    lines.insert(lines.end(), log->lines.begin(), log->lines.end());
    return result;
}

// The row's own unit is gone: what these scripts write stays.
void ImportRun::reject(const TransformMap& map, const std::string& row_id,
                       std::vector<std::string>& lines) {
    if (!map.has_scripts("onReject")) return;
    const auto log = std::make_shared<script::TransformLog>();
    try {
        store_.write(session(map.run_rules), [&](Unit& unit) {
            auto source = record::load(unit, unit.dictionary().get(set_.table), row_id);
            if (!source) return;
            Record target(unit.dictionary().get(map.target_table));
            TransformState state{*source, target, set_.sys_id};
            state.log = log;
            TransformScripts(scripts_, map).run(unit, "onReject", state);
        });
    } catch (const std::exception& failure) {
        log->lines.push_back(std::string("error: ") + failure.what());
    }
    lines.insert(lines.end(), log->lines.begin(), log->lines.end());
}

std::vector<RowResult> ImportRun::transform(const std::string& row_id) {
    std::vector<RowResult> results;
    std::vector<std::string> lines;
    for (const auto& map : maps_) {
        results.push_back(run_map(map, row_id, lines));
        if (results.back().status == "skipped") reject(map, row_id, lines);
    }
    keep(row_id, results, lines);
    return results;
}

void ImportRun::keep(const std::string& row_id, const std::vector<RowResult>& results,
                     const std::vector<std::string>& lines) {
    const auto* last = deciding(results);
    store_.write(session(false), [&](Unit& unit) {
        auto row = record::load(unit, unit.dictionary().get(set_.table), row_id);
        if (!row) return;
        row->clear_touched();
        row->set("sys_import_state", last ? last->status : "ignored");
        row->set("sys_import_state_comment", !last ? "No active transform map"
                                             : last->error_message.empty() ? last->status_message
                                                                           : last->error_message);
        row->set("sys_target_table", last ? last->table : "");
        row->set("sys_target_sys_id", last ? last->sys_id : "");
        if (last)
            for (const auto& map : maps_)
                if (map.name == last->map) row->set("sys_transform_map", map.sys_id);
        row->set("transform_results", results_json(results));
        row->set("template_import_log", base::join(lines, "\n"));
        record::update_or_throw(unit, *row);
    });
}

void ImportRun::note(const std::string& where, const std::vector<std::string>& lines) const {
    for (const auto& line : lines)
        store_.log().info(line, {{"import_set", set_.number}, {"map", where}});
}

std::vector<std::string> ImportRun::pending(std::int64_t limit) const {
    std::vector<std::string> ids;
    store_.read(record::system_session(), [&](Unit& unit) {
        if (state_of(unit, set_.sys_id) == "cancelled") return;
        for (const auto& row : unit.query(set_.table,
                                          "sys_import_set=" + set_.sys_id +
                                              "^sys_import_state=pending^ORDERBYsys_import_row",
                                          limit))
            ids.push_back(row.sys_id());
    });
    return ids;
}

void queue_import(Unit& unit, const ImportSet& set, const std::string& after) {
    auto program = unbound(unit);
    Record entry(unit.dictionary().get("sys_trigger"));
    entry.set("name", "Import " + set.number);
    entry.set("handler", std::string(import_handler));
    entry.set("document", std::string(set_table));
    entry.set("document_key", set.sys_id);
    entry.set("job_context", after);
    entry.set("run_as", unit.session().user_id);
    entry.set("next_action", base::format_utc(unit.now()));
    entry.set("state", "0");
    record::insert_or_throw(program, entry);
}

bool run_queued_import(record::Store& store, script::Scripts& scripts, const std::string& set_id,
                       const std::string& after, const std::string& person) {
    std::optional<ImportSet> set;
    bool waits = false;
    store.read(record::system_session(), [&](Unit& unit) {
        if (const auto row = record::load(unit, unit.dictionary().get(set_table), set_id))
            set = set_of(*row);
        const auto before = state_of(unit, after);
        waits = before == "loading" || before == "loaded";
    });
    if (waits) return false;
    const auto session = record::load_session(store, person, record::Door::job);
    if (!set || !session) throw Error(Status::not_found, "The import set or its person is gone");
    ImportRun run(store, scripts, session, *set);
    run.begin();
    for (auto rows = run.pending(batch); !rows.empty(); rows = run.pending(batch))
        for (const auto& row : rows) run.transform(row);
    run.end();
    return true;
}

}  // namespace stead::engine
