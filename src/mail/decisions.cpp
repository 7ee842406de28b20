#include "mail/decisions.h"

#include "base/text.h"
#include "record/class_sql.h"
#include "record/unit.h"

namespace stead::mail {

namespace {

constexpr const char* table_name = "sys_email_log";
constexpr std::size_t longest_message = 3900;

std::int64_t last_order(record::Unit& unit, const std::string& email_id) {
    const auto& dialect = unit.connection().dialect();
    return base::to_integer(unit.connection().value("SELECT MAX(\"order\") FROM \"sys_email_log\" "
                                                    "WHERE \"email\" = " +
                                                        dialect.placeholder(1),
                                                    {email_id}))
        .value_or(0);
}

}  // namespace

void Decisions::add(std::string step, std::string outcome, std::string message,
                    std::string source_table, std::string source_id) {
    decisions_.push_back({std::move(step), std::move(outcome), std::move(message),
                          std::move(source_table), std::move(source_id)});
}

void Decisions::write(record::Unit& unit, const std::string& email_id) {
    auto order = last_order(unit, email_id);
    for (const auto& decision : decisions_) {
        record::Record row(unit.dictionary().get(table_name));
        row.set("email", email_id);
        row.set("order", std::to_string(++order));
        row.set("step", decision.step);
        row.set("outcome", decision.outcome);
        row.set("message", std::string(base::truncate_utf8(decision.message, longest_message)));
        row.set("source_table", decision.source_table);
        row.set("source_id", decision.source_id);
        insert_raw(unit, row);
    }
    decisions_.clear();
}

}  // namespace stead::mail
