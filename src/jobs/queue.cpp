#include "jobs/queue.h"

#include <algorithm>

#include "base/date_time.h"
#include "record/session.h"
#include "record/unit.h"

namespace stead::jobs {

std::string due_entry(record::Store& store, std::string_view handler) {
    std::string sys_id;
    store.read(record::system_session(), [&](record::Unit& unit) {
        if (!unit.dictionary().find("sys_trigger")) return;
        const auto& dialect = unit.connection().dialect();
        std::string sql =
            "SELECT \"sys_id\" FROM \"sys_trigger\" WHERE \"state\" = 0 AND "
            "\"next_action\" <= " +
            dialect.placeholder(1) + " AND \"handler\" ";
        std::vector<db::Param> params{base::format_utc(unit.now())};
        if (handler.empty()) {
            sql += "IS NULL";
        } else {
            sql += "= " + dialect.placeholder(2);
            params.emplace_back(std::string(handler));
        }
        sys_id = unit.connection().value(sql + " ORDER BY \"next_action\" LIMIT 1", params);
    });
    return sys_id;
}

bool concerns_queue(const std::vector<record::Change>& changes) {
    return std::any_of(changes.begin(), changes.end(),
                       [](const auto& change) { return change.table == "sys_trigger"; });
}

std::shared_ptr<const record::Session> queue_session() {
    auto session = std::make_shared<record::Session>(*record::system_session());
    session->run_rules = false;
    return session;
}

}  // namespace stead::jobs
