#include "mail/mail_files.h"

#include "base/text.h"
#include "mail/decisions.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::mail {

namespace {

using record::Record;
using record::Unit;

bool is_there(Unit& unit, const Record& file, const std::string& sys_id) {
    const auto& dialect = unit.connection().dialect();
    return !unit.connection()
                .value("SELECT \"sys_id\" FROM \"sys_attachment\" WHERE \"table_sys_id\" = " +
                           dialect.placeholder(1) + " AND \"hash\" = " + dialect.placeholder(2) +
                           " AND \"file_name\" = " + dialect.placeholder(3) + " LIMIT 1",
                       {sys_id, file.get("hash"), file.get("file_name")})
                .empty();
}

bool stays_with_mail(const Unit& unit, const Record& file) {
    constexpr std::string_view prefix = "glide.email.inbound.image_sys_attachment.filter.";
    const auto& snapshot = unit.snapshot();
    const auto least =
        base::to_integer(snapshot.property(std::string(prefix) + "minimum_bytes", "0")).value_or(0);
    return least > 0 && file.get("content_type").starts_with("image/") &&
           base::to_integer(file.get("size_bytes")).value_or(0) < least &&
           snapshot.property(std::string(prefix) + "action", "AttachEmail") != "AttachTarget";
}

void note_duplicate(Unit& unit, const Record& file) {
    const auto& dialect = unit.connection().dialect();
    unit.connection().run(
        "UPDATE \"sys_email_attachment\" SET \"state\" = 'duplicate' WHERE "
        "\"attachment\" = " +
            dialect.placeholder(1),
        {file.sys_id()});
}

}  // namespace

void hand_over_files(Unit& unit, const Record& mail, const std::string& table,
                     const std::string& sys_id, Decisions& decisions) {
    std::vector<std::string> names;
    for (auto& file : unit.rows_with("sys_attachment", {{"table_sys_id", mail.sys_id()}})) {
        if (stays_with_mail(unit, file)) continue;
        if (is_there(unit, file, sys_id)) {
            note_duplicate(unit, file);
            decisions.add("attach", "skipped", file.get("file_name") + " is there already.");
            continue;
        }
        file.set("table_name", table);
        file.set("table_sys_id", sys_id);
        update_or_throw(unit, file);
        names.push_back(file.get("file_name"));
    }
    if (!names.empty())
        decisions.add("attach", "matched", "Attached: " + base::join(names, ", "), table, sys_id);
}

}  // namespace stead::mail
