#include "engine/recipients.h"

#include <algorithm>

#include "base/text.h"
#include "engine/metadata.h"
#include "record/unit.h"

namespace stead::engine {

namespace {

using record::MetadataRow;
using record::Record;
using record::Unit;

class Recipients {
public:
    Recipients(Unit& unit, bool send_self) : unit_(unit), send_self_(send_self) {}

    std::vector<std::string> take() { return std::move(addresses_); }

    // A comma list of ids of people and groups, and of plain addresses.
    void add_list(std::string_view list) {
        for (const auto& item : base::split_names(list)) add(item);
    }
    void add_group(const std::string& sys_id) {
        const auto group = unit_.find("sys_user_group", sys_id);
        if (!group || !group->is_true("active")) return;
        add_address(group->get("email"));
        if (!group->is_true("exclude_manager")) add_user(group->get("manager"));
        if (!group->is_true("include_members")) return;
        for (const auto& member : unit_.rows_with("sys_user_grmember", {{"group", sys_id}}))
            add_user(member.get("user"));
    }
    void add_user(const std::string& sys_id) {
        const auto user = sys_id.empty() ? std::nullopt : unit_.find("sys_user", sys_id);
        if (!user || !user->is_true("active") || user->get("notification") == "1") return;
        if (!send_self_ && user->get("user_name") == unit_.session().user_name) return;
        add_address(user->get("email"));
    }

private:
    void add(const std::string& item) {
        if (item.find('@') != std::string::npos) return add_address(item);
        if (unit_.find("sys_user", item)) return add_user(item);
        add_group(item);
    }
    void add_address(const std::string& address) {
        const auto lower = base::lower(address);
        if (lower.find('@') == std::string::npos) return;
        if (std::find(addresses_.begin(), addresses_.end(), lower) == addresses_.end())
            addresses_.push_back(lower);
    }

    Unit& unit_;
    bool send_self_;
    std::vector<std::string> addresses_;
};

}  // namespace

std::vector<std::string> recipients_of(Unit& unit, const MetadataRow& notification,
                                       const Record& record, const Record* event) {
    const auto& self = column(notification, "send_self");
    Recipients recipients(unit, self.empty() || base::is_true(self));
    for (const auto& id : base::split_names(column(notification, "recipient_users")))
        recipients.add_user(id);
    for (const auto& id : base::split_names(column(notification, "recipient_groups")))
        recipients.add_group(id);
    for (const auto& path : base::split_names(column(notification, "recipient_fields")))
        recipients.add_list(unit.value_at(record, path));
    if (event && flag(notification, "event_parm_1")) recipients.add_list(event->get("parm1"));
    if (event && flag(notification, "event_parm_2")) recipients.add_list(event->get("parm2"));
    return recipients.take();
}

}  // namespace stead::engine
