#include "jobs/due_jobs.h"

#include "base/date_time.h"
#include "base/error.h"
#include "base/ids.h"
#include "engine/metadata.h"
#include "jobs/queue.h"
#include "jobs/schedule.h"
#include "record/class_sql.h"
#include "record/sessions.h"
#include "record/snapshot.h"
#include "record/unit.h"
#include "script/scripts.h"

namespace stead::jobs {

namespace {

using engine::column;
using record::MetadataRow;
using record::Record;
using record::Unit;

constexpr std::string_view ready = "0";

Schedule schedule_of(const record::Snapshot& snapshot, const MetadataRow& job) {
    Schedule schedule;
    schedule.run_type = column(job, "run_type");
    schedule.time_of_day =
        base::parse_duration(column(job, "run_time")).value_or(std::chrono::seconds(0));
    schedule.day_of_week =
        static_cast<int>(base::to_integer(column(job, "run_dayofweek")).value_or(1));
    schedule.day_of_month =
        static_cast<int>(base::to_integer(column(job, "run_dayofmonth")).value_or(1));
    schedule.period =
        base::parse_duration(column(job, "run_period")).value_or(std::chrono::seconds(0));
    schedule.start = base::parse_utc(column(job, "run_start"));
    schedule.end = base::parse_utc(column(job, "run_end"));
    schedule.zone = column(job, "time_zone").empty() ? snapshot.property("glide.sys.default.tz")
                                                     : column(job, "time_zone");
    return schedule;
}

const MetadataRow* find_job(const record::Snapshot& snapshot, const std::string& sys_id) {
    for (const auto& row : snapshot.rows("sysauto_script"))
        if (column(row, "sys_id") == sys_id) return &row;
    return nullptr;
}

std::string entry_id(const MetadataRow& job) {
    return base::derived_sys_id({"stead.job", column(job, "sys_id")});
}

void set_next(Record& entry, const std::optional<base::Time>& next) {
    entry.set("next_action", next ? base::format_utc(*next) : "");
    entry.set("state", next ? std::string(ready) : "3");
}

void plan_job(Unit& unit, const MetadataRow& job) {
    const auto& table = unit.dictionary().get("sys_trigger");
    if (record::load(unit, table, entry_id(job))) return;
    Record entry(table);
    entry.set("sys_id", entry_id(job));
    entry.set("name", column(job, "name"));
    entry.set("job", column(job, "sys_id"));
    entry.set("run_as", column(job, "run_as"));
    set_next(entry, next_run(schedule_of(unit.snapshot(), job), unit.now()));
    unit.insert(entry);
}

}  // namespace

void DueJobs::plan() {
    const auto snapshot = store_.snapshot();
    if (snapshot->generation() == planned_ || !snapshot->dictionary().find("sys_trigger")) return;
    planned_ = snapshot->generation();
    store_.write(queue_session(), [](Unit& unit) {
        for (const auto& job : unit.snapshot().rows("sysauto_script")) plan_job(unit, job);
    });
}

bool DueJobs::work() {
    plan();
    const std::string sys_id = due_entry(store_, "");
    if (sys_id.empty()) return false;
    std::string error;
    try {
        store_.write(record::system_session(), [&](Unit& unit) {
            if (auto entry = record::load(unit, unit.dictionary().get("sys_trigger"), sys_id))
                run(unit, *entry);
        });
    } catch (const base::Error& failure) {
        error = std::string(failure.what()) + " " + failure.detail;
    } catch (const std::exception& failure) {
        error = failure.what();
    }
    finish(sys_id, error);
    return true;
}

void DueJobs::run(Unit& system, Record& entry) {
    const auto* job = find_job(system.snapshot(), entry.get("job"));
    const std::string script = job ? column(*job, "script") : entry.get("script");
    if (script.empty()) return;
    const auto person = record::load_session(store_, entry.get("run_as"), record::Door::job);
    auto unit = system.as(person ? with_acls(person, false) : system.session_ptr());
    const std::string origin =
        job ? "sysauto_script/" + column(*job, "sys_id") : "sys_trigger/" + entry.sys_id();
    if (job && engine::flag(*job, "conditional") &&
        !scripts_.condition(unit, origin + ".condition", column(*job, "condition"), nullptr))
        return;
    scripts_.run(unit, {origin + ".script", script});
}

void DueJobs::finish(const std::string& sys_id, const std::string& error) {
    if (!error.empty()) store_.log().warn("a job failed", {{"job", sys_id}, {"error", error}});
    store_.write(queue_session(), [&](Unit& unit) {
        auto entry = record::load(unit, unit.dictionary().get("sys_trigger"), sys_id);
        if (!entry) return;
        const auto* job = find_job(unit.snapshot(), entry->get("job"));
        entry->set("last_run", base::format_utc(unit.now()));
        entry->set("last_error", error);
        entry->set("last_result", error.empty() ? "done" : "failed");
        set_next(*entry,
                 job ? next_run(schedule_of(unit.snapshot(), *job), unit.now()) : std::nullopt);
        unit.update(*entry);
    });
}

}  // namespace stead::jobs
