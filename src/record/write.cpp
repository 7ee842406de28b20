#include "record/write.h"

#include <algorithm>

#include "base/date_time.h"
#include "base/error.h"
#include "base/ids.h"
#include "record/access.h"
#include "record/audit.h"
#include "record/cascade.h"
#include "record/class_sql.h"
#include "record/engine_plan.h"
#include "record/journal_write.h"
#include "record/metadata_rows.h"
#include "record/scripting.h"
#include "record/store.h"
#include "record/unit_state.h"
#include "record/write_values.h"

namespace stead::record {

namespace {

using base::Error;
using base::Status;

constexpr int max_depth = 20;  // writes that cause writes

const std::string nothing;

// Counts how deep writes cause writes; a rule that feeds itself ends here.
class Depth {
public:
    explicit Depth(UnitState& state) : state_(state) {
        if (++state_.depth <= max_depth) return;
        --state_.depth;
        throw Error(Status::internal, "Operation Failed",
                    "Rules caused more than 20 writes inside each other");
    }
    ~Depth() { --state_.depth; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;

private:
    UnitState& state_;
};

// While it lives, writing the same record again is a rule's mistake (current.update() in a before
// rule).
class BeforeMark {
public:
    BeforeMark(UnitState& state, const std::string& sys_id) : state_(state) {
        state_.before_writes.push_back(sys_id);
    }
    ~BeforeMark() { state_.before_writes.pop_back(); }
    BeforeMark(const BeforeMark&) = delete;
    BeforeMark& operator=(const BeforeMark&) = delete;

private:
    UnitState& state_;
};

bool runs_before(const UnitState& state, std::string_view sys_id) {
    const auto& list = state.before_writes;
    return std::find(list.begin(), list.end(), sys_id) != list.end();
}

void run_phase(Phase phase, Write& write) {
    if (write.aborted || !write.unit.session().run_rules) return;
    const auto& store = write.unit.store();
    for (auto* engine :
         engines_for(store, write.unit.snapshot(), phase, write.operation, write.current.table())) {
        engine->run(phase, write);
        if (write.aborted) return;
    }
}

void run_before(UnitState& state, Write& write) {
    const BeforeMark mark(state, write.current.sys_id());
    run_phase(Phase::before_early, write);
    run_phase(Phase::before, write);
    run_phase(Phase::before_late, write);
    if (!write.aborted && write.operation != Operation::remove) calculate(write);
}

void run_after(Write& write) {
    run_phase(Phase::after_early, write);
    run_phase(Phase::after, write);
    run_phase(Phase::after_late, write);
}

bool abort(UnitState& state, const Write& write) {
    state.last_abort = write.aborted_by;
    return false;
}

void require_row_access(Unit& unit, Permission permission, const Record& record, const char* verb) {
    if (unit.session().system || !unit.session().bound_by_acls) return;
    if (unit.access(record.table()).may(permission, unit, record)) return;
    throw Error(Status::forbidden, "Operation Failed",
                std::string("ACL Exception ") + verb + " Failed due to security constraints");
}

void note_change(Unit& unit, UnitState& state, const Write& write) {
    Change change{write.operation,
                  write.current.table().name,
                  write.current.sys_id(),
                  unit.session().user_name,
                  {},
                  0};
    if (write.operation == Operation::update)
        for (const auto& field : write.current.table().fields())
            if (write.changed(field)) change.fields.push_back(field.name);
    change.mod_count = base::to_integer(write.current.get("sys_mod_count")).value_or(0);
    if (is_metadata(write.current.table()))
        state.metadata_written.insert(write.current.table().name);
    unit.changed(std::move(change));
}

}  // namespace

bool Write::changed(const model::Field& field) const {
    if (field.kind() == model::Kind::journal) return !current.get(field).empty();
    if (operation == Operation::remove) return false;
    if (!previous) return !current.get(field).empty();
    const auto* before =
        &previous->table() == &current.table() ? &field : previous->table().find(field.name);
    return (before ? previous->get(*before) : nothing) != current.get(field);
}

bool Write::changed(std::string_view field) const {
    const auto* found = current.table().find(field);
    return found && changed(*found);
}

const std::string& Write::old_value(std::string_view field) const {
    return previous ? previous->get(field) : nothing;
}

bool Unit::insert(Record& record) {
    require_writable();
    if (record.table().extensions_only)
        throw Error(Status::bad_request, "Operation Failed",
                    record.table().label + " has no records of its own; use one of its extensions");
    const Depth depth(*state_);
    Write write{*this, Operation::insert, record, nullptr, false, {}, true};
    drop_unwritable(write);
    normalize(write);
    complete(write);
    run_phase(Phase::complete, write);
    require_row_access(*this, Permission::create, record, "Insert");
    run_before(*state_, write);
    if (write.aborted) return abort(*state_, write);
    check_values(write);
    store_insert(write);
    write_journals(write);
    audit(write);
    run_after(write);
    note_change(*this, *state_, write);
    finish(record);
    return true;
}

bool Unit::update(Record& record) {
    require_writable();
    auto previous = load(*this, record.table(), record.sys_id());
    if (!previous) return insert(record);
    if (runs_before(*state_, record.sys_id())) {
        store_.log().warn("a before rule updates its own record; ignored",
                          {{"table", record.table().name}, {"sys_id", record.sys_id()}});
        return true;
    }
    const Depth depth(*state_);
    Record current = merged(*this, *previous, record);
    Write write{*this, Operation::update, current, &*previous, false, {}, true};
    drop_unwritable(write);
    require_row_access(*this, Permission::write, *previous, "Update");
    normalize(write);
    if (!anything_changed(write) && !session_->force_update) {
        record = std::move(current);
        finish(record);
        return true;
    }
    calculate(write);
    run_phase(Phase::complete, write);
    run_before(*state_, write);
    if (write.aborted) return abort(*state_, write);
    check_values(write);
    store_update(write);
    write_journals(write);
    audit(write);
    run_after(write);
    note_change(*this, *state_, write);
    record = std::move(current);
    finish(record);
    return true;
}

bool Unit::remove(const Record& record) {
    require_writable();
    auto current = load(*this, record.table(), record.sys_id());
    if (!current) return true;
    const Depth depth(*state_);
    require_row_access(*this, Permission::remove, *current, "Delete");
    const Record previous = *current;
    Write write{*this, Operation::remove, *current, &previous, false, {}, true};
    run_before(*state_, write);
    if (write.aborted) return abort(*state_, write);
    cascade(*this, previous);
    store_remove(write);
    audit(write);
    run_after(write);
    note_change(*this, *state_, write);
    return true;
}

}  // namespace stead::record
