#include "record/class_sql.h"

#include <mutex>
#include <unordered_map>

#include "base/date_time.h"
#include "base/ids.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"
#include "record/unit_state.h"

namespace stead::record {

namespace {

using ClassStatements = std::unordered_map<const model::Table*, ClassSql>;

ClassSql make(const model::Table& table, const db::Dialect& dialect) {
    ClassSql sql;
    std::string names, marks;
    for (const auto& field : table.fields()) {
        if (field.column.empty()) continue;
        sql.stored.push_back(&field);
        if (!names.empty()) names += ", ", marks += ", ", sql.columns += ", ";
        sql.columns += "t0." + dialect.quote(field.column);
        names += dialect.quote(field.column);
        marks += dialect.placeholder(static_cast<int>(sql.stored.size()));
    }
    const std::string storage = dialect.quote(table.storage());
    sql.insert = "INSERT INTO " + storage + " (" + names + ") VALUES (" + marks + ")";
    sql.by_sys_id =
        "SELECT " + names + " FROM " + storage + " WHERE \"sys_id\" = " + dialect.placeholder(1);
    return sql;
}

std::shared_ptr<const void> make_all(const model::Dictionary& dictionary) {
    auto all = std::make_shared<ClassStatements>();
    for (const auto& table : dictionary.tables())
        all->emplace(table.get(), make(*table, db::sqlite_dialect()));
    return all;
}

void stamp(Unit& unit, Record& record) {
    const auto set_if_empty = [&](std::string_view name, std::string value) {
        if (const auto* field = record.table().find(name); field && record.get(*field).empty())
            record.load(*field, value);
    };
    const std::string now = base::format_utc(unit.now());
    set_if_empty("sys_id", base::new_sys_id(unit.now()));
    set_if_empty("sys_class_name", record.table().name);
    set_if_empty("sys_created_on", now);
    set_if_empty("sys_created_by", unit.session().user_name);
    set_if_empty("sys_updated_on", now);
    set_if_empty("sys_updated_by", unit.session().user_name);
    set_if_empty("sys_mod_count", "0");
    set_if_empty("sys_domain", unit.session().domain);
    set_if_empty("sys_domain_path", "/");
}

}  // namespace

const ClassSql& class_sql(const Snapshot& snapshot, const model::Table& table) {
    static const char key = 0;
    const auto all = std::static_pointer_cast<const ClassStatements>(
        snapshot.dictionary_attachment(&key, make_all));
    return all->at(&table);
}

std::string class_of(Unit& unit, const model::Table& table, std::string_view sys_id) {
    if (!table.root->find("sys_class_name")) return table.name;
    const auto& dialect = unit.connection().dialect();
    return unit.connection().value("SELECT \"sys_class_name\" FROM " +
                                       dialect.quote(table.storage()) +
                                       " WHERE \"sys_id\" = " + dialect.placeholder(1),
                                   {std::string(sys_id)});
}

std::optional<Record> load(Unit& unit, const model::Table& table, std::string_view sys_id) {
    if (sys_id.empty()) return {};
    const auto* real = unit.dictionary().find(class_of(unit, table, sys_id));
    if (!real || !real->is_a(table.name)) return {};
    const auto& sql = class_sql(unit.snapshot(), *real);
    auto& statement = unit.connection().prepare(sql.by_sys_id);
    statement.bind(1, sys_id);
    if (!statement.step()) return {};
    Record record(*real);
    for (std::size_t i = 0; i < sql.stored.size(); ++i)
        record.load(*sql.stored[i], statement.text(static_cast<int>(i)));
    statement.reset();
    record.set_new(false);
    return record;
}

void insert_raw(Unit& unit, Record& record) {
    stamp(unit, record);
    const auto& sql = class_sql(unit.snapshot(), record.table());
    auto& statement = unit.connection().prepare(sql.insert);
    for (std::size_t i = 0; i < sql.stored.size(); ++i)
        statement.bind(static_cast<int>(i) + 1, std::string_view(record.get(*sql.stored[i])));
    while (statement.step()) {
    }
    record.set_new(false);
    unit.changed(
        {Operation::insert, record.table().name, record.sys_id(), unit.session().user_name, {}, 0});
}

}  // namespace stead::record
