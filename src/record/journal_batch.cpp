#include "record/journal_batch.h"

#include "base/date_time.h"
#include "record/class_sql.h"
#include "record/display.h"
#include "record/journal_entries.h"
#include "record/lookup.h"
#include "record/table_access.h"
#include "record/unit.h"
#include "record/words.h"

namespace stead::record {

namespace {

constexpr std::string_view journal_table = "sys_journal_field";

// Few different statements, so that each is prepared once.
std::size_t rounded(std::size_t count) {
    std::size_t size = 1;
    while (size < count) size *= 4;
    return size;
}

std::string placeholders(const db::Dialect& dialect, std::size_t first, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += (i > 0 ? ", " : "") + dialect.placeholder(static_cast<int>(first + i));
    return text;
}

std::string select_entries(const db::Dialect& dialect, std::size_t rows, std::size_t fields) {
    return "SELECT \"element_id\", \"element\", \"value\", \"sys_created_on\", "
           "\"sys_created_by\" FROM " +
           dialect.quote(journal_table) + " WHERE \"element_id\" IN (" +
           placeholders(dialect, 1, rows) + ") AND \"element\" IN (" +
           placeholders(dialect, rows + 1, fields) +
           ") ORDER BY \"sys_created_on\" DESC, row_id DESC";
}

}  // namespace

void JournalBatch::read(const std::vector<std::string>& sys_ids,
                        const std::vector<std::string>& fields) {
    entries_.clear();
    if (sys_ids.empty() || fields.empty() || !unit_.dictionary().find(journal_table)) return;
    const auto rows = rounded(sys_ids.size());
    auto& statement = unit_.connection().prepare(
        select_entries(unit_.connection().dialect(), rows, fields.size()));
    for (std::size_t i = 0; i < rows; ++i)
        statement.bind(static_cast<int>(i) + 1,
                       i < sys_ids.size() ? std::string_view(sys_ids[i]) : "");
    for (std::size_t i = 0; i < fields.size(); ++i)
        statement.bind(static_cast<int>(rows + i) + 1, std::string_view(fields[i]));
    while (statement.step())
        entries_[std::string(statement.text(0))].push_back(
            {std::string(statement.text(1)), std::string(statement.text(2)),
             std::string(statement.text(3)), std::string(statement.text(4))});
}

std::vector<const model::Field*> JournalBatch::readable(const model::Table& real,
                                                        const model::Field& field,
                                                        std::string_view sys_id) {
    using Kind = Decision::Kind;
    const auto* access = bound_access(unit_, real);
    std::optional<Record> row;
    std::vector<const model::Field*> fields;
    for (const auto& name : journal_elements(real, field)) {
        const auto* each = real.find(name);
        if (!each || each->kind() != model::Kind::journal) continue;
        const auto kind = access ? access->field(Guard::read, *each).kind : Kind::yes;
        if (kind == Kind::ask && !row) row = load(unit_, real, sys_id);
        const bool may_read =
            kind == Kind::yes ||
            (kind == Kind::ask && row && allows(access->field(Guard::read, *each), unit_, *row));
        if (may_read) fields.push_back(each);
    }
    return fields;
}

const std::string& JournalBatch::writer(const std::string& user_name) {
    const auto [found, added] = writers_.emplace(user_name, user_name);
    const auto* users = added ? unit_.dictionary().find("sys_user") : nullptr;
    if (!users) return found->second;
    const auto sys_id = find_sys_id(unit_, *users, "user_name", user_name);
    auto shown = sys_id.empty() ? std::string() : unit_.display_value_of("sys_user", sys_id);
    if (!shown.empty()) found->second = std::move(shown);
    return found->second;
}

void JournalBatch::append(std::string& text, const Entry& entry, const model::Field& field) {
    const auto time = base::parse_utc(entry.created_on);
    text += time ? shown_time(unit_, *time) : entry.created_on;
    text += " - " + writer(entry.created_by) + " (" + unit_.words().label(field) + ")\n";
    text += entry.value + "\n\n";
}

std::string JournalBatch::text(const model::Table& real, const model::Field& field,
                               std::string_view sys_id) {
    std::string text;
    const auto found = entries_.find(sys_id);
    if (found == entries_.end()) return text;
    const auto fields = readable(real, field, sys_id);
    for (const auto& entry : found->second)
        for (const auto* each : fields)
            if (each->name == entry.element) append(text, entry, *each);
    return text;
}

}  // namespace stead::record
