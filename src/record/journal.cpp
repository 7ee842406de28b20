#include "record/journal.h"

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

bool may_read(Unit& unit, const Record& record, const model::Field& field) {
    const auto* access = bound_access(unit, record.table());
    return !access || allows(access->field(Guard::read, field), unit, record);
}

// The journal fields among the names that this person may read, as SQL text of a list.
std::vector<const model::Field*> readable_fields(Unit& unit, const Record& record,
                                                 const std::vector<std::string>& names) {
    std::vector<const model::Field*> fields;
    for (const auto& name : names) {
        const auto* field = record.table().find(name);
        if (!field || field->kind() != model::Kind::journal) continue;
        if (may_read(unit, record, *field)) fields.push_back(field);
    }
    return fields;
}

std::string select_entries(const db::Dialect& dialect, std::size_t elements, std::int64_t limit) {
    std::string sql =
        "SELECT \"sys_id\", \"element\", \"value\", \"sys_created_on\", \"sys_created_by\" FROM " +
        dialect.quote(journal_table) + " WHERE \"element_id\" = " + dialect.placeholder(1) +
        " AND \"element\" IN (";
    for (std::size_t i = 0; i < elements; ++i)
        sql += (i > 0 ? ", " : "") + dialect.placeholder(static_cast<int>(i) + 2);
    return sql + ") ORDER BY \"sys_created_on\" DESC, row_id DESC" + dialect.limit(limit, 0);
}

std::vector<JournalEntry> read_entries(Unit& unit, const std::string& sys_id,
                                       const std::vector<const model::Field*>& fields,
                                       std::int64_t limit) {
    std::vector<JournalEntry> entries;
    if (fields.empty() || !unit.dictionary().find(journal_table)) return entries;
    auto& statement = unit.connection().prepare(
        select_entries(unit.connection().dialect(), fields.size(), limit));
    statement.bind(1, std::string_view(sys_id));
    for (std::size_t i = 0; i < fields.size(); ++i)
        statement.bind(static_cast<int>(i) + 2, std::string_view(fields[i]->name));
    while (statement.step()) {
        JournalEntry entry;
        entry.sys_id = statement.text(0);
        entry.element = statement.text(1);
        entry.value = statement.text(2);
        entry.created_on = statement.text(3);
        entry.created_by = statement.text(4);
        for (const auto* field : fields)
            if (field->name == entry.element) entry.label = unit.words().label(*field);
        entries.push_back(std::move(entry));
    }
    return entries;
}

// Names of those who wrote, each looked up once.
class Writers {
public:
    explicit Writers(Unit& unit) : unit_(unit) {}

    const std::string& name(const std::string& user_name) {
        const auto [found, added] = names_.emplace(user_name, std::string());
        if (added) found->second = look_up(user_name);
        return found->second;
    }

private:
    std::string look_up(const std::string& user_name) {
        const auto* users = unit_.dictionary().find("sys_user");
        if (!users) return user_name;
        const auto sys_id = find_sys_id(unit_, *users, "user_name", user_name);
        auto shown = sys_id.empty() ? std::string() : unit_.display_value_of("sys_user", sys_id);
        return shown.empty() ? user_name : shown;
    }

    Unit& unit_;
    base::TextMap<std::string> names_;
};

std::string as_text(Unit& unit, const std::vector<JournalEntry>& entries) {
    Writers writers(unit);
    std::string text;
    for (const auto& entry : entries) {
        const auto time = base::parse_utc(entry.created_on);
        text += time ? shown_time(unit, *time) : entry.created_on;
        text += " - " + writers.name(entry.created_by) + " (" + entry.label + ")\n";
        text += entry.value + "\n\n";
    }
    return text;
}

}  // namespace

std::vector<std::string> journal_elements(const model::Table& table, const model::Field& field) {
    if (field.kind() == model::Kind::journal) return {field.name};
    auto named = base::split_names(field.dependent);
    if (!named.empty()) return named;
    for (const auto& each : table.fields())
        if (each.kind() == model::Kind::journal) named.push_back(each.name);
    return named;
}

std::vector<JournalEntry> journal(Unit& unit, const Record& record, std::string_view elements,
                                  std::int64_t limit) {
    const auto fields = readable_fields(unit, record, base::split_names(elements));
    return read_entries(unit, record.sys_id(), fields, limit);
}

std::string journal_text(Unit& unit, const Record& record, const model::Field& field) {
    const auto fields = readable_fields(unit, record, journal_elements(record.table(), field));
    return as_text(unit, read_entries(unit, record.sys_id(), fields, -1));
}

}  // namespace stead::record
