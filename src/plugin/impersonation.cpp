#include "plugin/impersonation.h"

#include "base/date_time.h"
#include "base/error.h"
#include "record/class_sql.h"
#include "record/sessions.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::plugin {

std::shared_ptr<const record::Session> Impersonation::act_as(const record::Session& caller,
                                                             std::string_view user_name) {
    const auto target = caller.has_role("impersonator")
                            ? record::load_session_by_name(store_, user_name, caller.door)
                            : nullptr;
    // One answer for all: who may not act as somebody does not learn whether he exists.
    if (!target || (target->admin && !caller.admin))
        throw base::Error(base::Status::forbidden, "User Not Authorized",
                          "You may not act as this person");
    note(caller, *target);
    auto session = std::make_shared<record::Session>(*target);
    session->impersonator = caller.user_name;
    return session;
}

void Impersonation::note(const record::Session& caller, const record::Session& target) {
    if (!store_.snapshot()->property_is_true("glide.sys.log_impersonation", true)) return;
    if (!noted_.take(caller.user_id + target.user_id, 1, store_.clock().now())) return;
    store_.log().info("somebody acts as another person",
                      {{"impersonator", caller.user_name}, {"as", target.user_name}});
    store_.write(record::system_session(), [&](record::Unit& unit) {
        const auto* table = unit.dictionary().find("sys_impersonation_log");
        if (!table) return;
        record::Record row(*table);
        row.set("impersonator", caller.user_id);
        row.set("impersonated", target.user_id);
        row.set("started", base::format_utc(unit.now()));
        insert_raw(unit, row);
    });
}

}  // namespace stead::plugin
