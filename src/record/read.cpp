#include "base/error.h"
#include "record/class_sql.h"
#include "record/display.h"
#include "record/journal.h"
#include "record/lookup.h"
#include "record/parsed_query.h"
#include "record/read_state.h"
#include "record/record_view.h"
#include "record/selection.h"
#include "record/unit.h"
#include "record/visibility.h"
#include "record/words.h"

namespace stead::record {

namespace {

using Origin = Selection::Origin;

Record read_record(const db::Statement& statement, const model::Table& table,
                   const std::vector<const model::Field*>& fields) {
    Record record(table);
    for (std::size_t i = 0; i < fields.size(); ++i)
        record.load(*fields[i], statement.text(static_cast<int>(i)));
    record.set_new(false);
    return record;
}

bool is_other_class(const Record& record) {
    const auto& name = record.get("sys_class_name");
    return !name.empty() && name != record.table().name;
}

// Rows of descendants are read again with all of their fields. The statement is finished before
// anything else runs: rules of the rows may ask the same question.
std::vector<Record> read_records(Unit& unit, const model::Table& table,
                                 const std::vector<const model::Field*>& fields,
                                 const model::SqlPart& sql) {
    std::vector<Record> records;
    auto& statement = unit.connection().prepare(sql.text).bind_all(sql.params);
    while (statement.step()) records.push_back(read_record(statement, table, fields));
    for (auto& record : records)
        if (is_other_class(record))
            if (auto whole = load(unit, table, record.sys_id())) record = *std::move(whole);
    return records;
}

std::vector<Record> selected(Unit& unit, Selection& selection, std::int64_t limit,
                             std::int64_t offset) {
    if (selection.settle_page(limit, offset)) limit = -1, offset = 0;
    const auto& own = class_sql(unit.snapshot(), selection.table());
    const auto sql = selection.builder().select_text(own.columns, limit, offset);
    auto records = read_records(unit, selection.table(), own.stored, sql);
    for (auto& record : records) conceal_unreadable(unit, record);
    return records;
}

}  // namespace

std::optional<Record> Unit::find(std::string_view table, std::string_view sys_id) {
    auto record = load(*this, dictionary().get(table), sys_id);
    if (!record || !is_visible(*this, *record)) return {};
    conceal_unreadable(*this, *record);
    return record;
}

Record Unit::get(std::string_view table, std::string_view sys_id) {
    if (auto record = find(table, sys_id)) return *std::move(record);
    throw base::Error(base::Status::not_found, "No Record found",
                      "Record doesn't exist or ACL restricts the record retrieval");
}

std::optional<Record> Unit::find_by(std::string_view table, std::string_view query) {
    auto found = this->query(table, query, 1);
    if (found.empty()) return {};
    return std::move(found.front());
}

std::vector<Record> Unit::query(std::string_view table_name, std::string_view query,
                                std::int64_t limit, std::int64_t offset) {
    Selection selection(*this, dictionary().get(table_name), query, Origin::inside);
    return selected(*this, selection, limit, offset);
}

std::vector<Record> Unit::rows_with(std::string_view table, const std::vector<Equals>& values,
                                    std::string_view query, std::int64_t limit) {
    std::vector<model::Condition> conditions;
    for (const auto& [field, value] : values) {
        if (value.empty()) return {};
        conditions.push_back(
            {std::string(field), model::Operator::equals, std::string(value), true});
    }
    Selection selection(*this, dictionary().get(table), query, Origin::inside);
    selection.require(conditions);
    return selected(*this, selection, limit, 0);
}

std::optional<Record> Unit::row_with(std::string_view table, const std::vector<Equals>& values,
                                     std::string_view query) {
    auto found = rows_with(table, values, query, 1);
    if (found.empty()) return {};
    return std::move(found.front());
}

std::int64_t Unit::count(std::string_view table, std::string_view query, bool query_from_outside) {
    const auto origin = query_from_outside ? Origin::outside : Origin::inside;
    return Selection(*this, dictionary().get(table), query, origin).count();
}

std::string Unit::display_value(const Record& record) {
    return display_value(record, record.table().display_field());
}

std::string Unit::display_value(const Record& record, const model::Field& field) {
    if (field.kind() == model::Kind::journal || field.type->name == "journal_list")
        return journal_text(*this, record, field);
    const auto& value = record.get(field.name);
    if (field.kind() != model::Kind::document_id || value.empty())
        return display_of(*this, field, value);
    const auto* target = dictionary().find(record.get(field.dependent));
    return target ? words().label(*target) + ": " + display_of_row(*this, *target, value) : value;
}

std::string Unit::display_value_of(std::string_view table, std::string_view sys_id) {
    return display_of_row(*this, dictionary().get(table), sys_id);
}

std::string Unit::value_at(const Record& record, std::string_view text) {
    const auto path = find_path(dictionary(), record.table(), text);
    if (!path) return {};
    auto value = record.get(path->steps.front()->name);
    if (!bound_access(*this, record.table())) return stored_value_at(*this, *path, 1, value);
    for (std::size_t i = 1; i < path->steps.size() && !value.empty(); ++i) {
        const auto target = find(path->tables[i]->name, value);
        value = target ? target->get(path->steps[i]->name) : std::string();
    }
    return value;
}

bool Unit::matches(std::string_view query, const Record& record, const Write* write) {
    const auto parsed = parsed_query(snapshot(), record.table(), query);
    auto plain = as(reading_of(*this).plain);
    const RecordView view(plain, record, write);
    const UnitEnvironment environment(*this, UnitEnvironment::Asker::program);
    return model::matches(parsed->query, dictionary(), view, environment);
}

}  // namespace stead::record
