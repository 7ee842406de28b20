#include "jobs/handled_jobs.h"

#include "base/date_time.h"
#include "base/error.h"
#include "jobs/queue.h"
#include "record/class_sql.h"
#include "record/session.h"
#include "record/unit.h"

namespace stead::jobs {

namespace {

constexpr auto waits_for = std::chrono::seconds(5);

}  // namespace

HandledJobs::Entry HandledJobs::read(const std::string& sys_id) {
    Entry entry{sys_id, {}, {}, {}};
    store_.read(record::system_session(), [&](record::Unit& unit) {
        const auto row = record::load(unit, unit.dictionary().get("sys_trigger"), sys_id);
        if (!row) return;
        entry.document_key = row->get("document_key");
        entry.context = row->get("job_context");
        entry.run_as = row->get("run_as");
    });
    return entry;
}

bool HandledJobs::work() {
    const auto sys_id = due_entry(store_, handler_);
    if (sys_id.empty()) return false;
    bool done = true;
    std::string error;
    try {
        done = handle_(read(sys_id));
    } catch (const base::Error& failure) {
        error = std::string(failure.what()) + " " + failure.detail;
    } catch (const std::exception& failure) {
        error = failure.what();
    }
    finish(sys_id, done, error);
    return true;
}

void HandledJobs::finish(const std::string& sys_id, bool done, const std::string& error) {
    if (!error.empty()) store_.log().warn("a job failed", {{"job", sys_id}, {"error", error}});
    store_.write(queue_session(), [&](record::Unit& unit) {
        auto entry = record::load(unit, unit.dictionary().get("sys_trigger"), sys_id);
        if (!entry) return;
        if (!done) {
            entry->set("next_action", base::format_utc(unit.now() + waits_for));
        } else {
            entry->set("state", error.empty() ? "3" : "-1");
            entry->set("next_action", "");
        }
        entry->set("last_run", base::format_utc(unit.now()));
        entry->set("last_error", error);
        entry->set("last_result", !error.empty() ? "failed" : done ? "done" : "waits");
        unit.update(*entry);
    });
}

}  // namespace stead::jobs
