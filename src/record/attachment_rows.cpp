#include "record/attachment_rows.h"

#include "base/error.h"
#include "base/ids.h"
#include "base/text.h"
#include "record/access.h"
#include "record/unit.h"

namespace stead::record {

namespace {

constexpr std::string_view table_of_files = "sys_attachment";

bool owner_is_readable(Unit& unit, const Record& attachment) {
    const auto* table = unit.dictionary().find(attachment.get("table_name"));
    return table && unit.find(table->name, attachment.get("table_sys_id"));
}

Unit unbound(Unit& unit) {
    return unit.as(with_acls(unit.session_ptr(), false));
}

}  // namespace

std::optional<Record> find_attachment(Unit& unit, std::string_view sys_id) {
    if (!base::is_sys_id(sys_id)) return {};
    auto row = unbound(unit).find(table_of_files, sys_id);
    if (row && !owner_is_readable(unit, *row)) row.reset();
    return row;
}

std::vector<Record> attachments_of(Unit& unit, const Record& owner) {
    return unbound(unit).query(table_of_files, "table_sys_id=" + owner.sys_id() + "^table_name=" +
                                                   owner.table().name + "^ORDERBYsys_created_on");
}

std::vector<Record> attachments(Unit& unit, std::string_view query) {
    std::vector<Record> rows;
    base::TextMap<bool> owners;  // by record: is it readable?
    for (auto& row : unbound(unit).query(table_of_files, query)) {
        const auto [known, added] =
            owners.emplace(row.get("table_name") + "/" + row.get("table_sys_id"), false);
        if (added) known->second = owner_is_readable(unit, row);
        if (known->second) rows.push_back(std::move(row));
    }
    return rows;
}

bool may_change_attachment(Unit& unit, const Record& attachment) {
    const auto& session = unit.session();
    if (session.system || !session.bound_by_acls) return true;
    const auto owner = unit.find(attachment.get("table_name"), attachment.get("table_sys_id"));
    if (!owner || !unit.access(owner->table()).may(Permission::write, unit, *owner)) return false;
    return attachment.get("sys_created_by") == session.user_name ||
           unit.access(attachment.table()).may(Permission::remove, unit, attachment);
}

void require_attachment_change(Unit& unit, const Record& attachment) {
    if (!may_change_attachment(unit, attachment))
        throw base::Error(base::Status::forbidden, "Operation Failed",
                          "ACL Exception Delete Failed due to security constraints");
}

}  // namespace stead::record
