#include "plugin/shipped.h"

#include <unordered_set>

#include "base/ids.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "record/class_sql.h"
#include "record/store.h"
#include "record/unit.h"

#include <boost/json.hpp>

namespace stead::plugin {

namespace {

using record::Record;
using record::Unit;

// The touched values of a record as JSON: what was shipped.
std::string content_of(const Record& wanted) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object();
    for (const auto& field : wanted.table().fields())
        if (wanted.touched(field) && field.kind() != model::Kind::password &&
            field.name != "sys_id")
            json.member(field.name, wanted.get(field));
    json.end_object();
    return text;
}

// The same columns as they are in the database now.
std::string present_content(const Record& present, const std::string& shipped) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object();
    const auto parsed = base::parse_json(shipped);
    for (const auto& member : parsed.as_object())
        json.member(std::string_view(member.key()), present.get(std::string_view(member.key())));
    json.end_object();
    return text;
}

struct Shipped {
    std::string sys_id, content, hash;
};

std::optional<Shipped> find_shipped(Unit& unit, const std::string& row_id) {
    auto& statement = unit.connection().prepare(
        "SELECT \"sys_id\", \"content\", \"row_hash\" FROM \"stead_shipped_row\" WHERE "
        "\"row_sys_id\" "
        "= " +
        unit.connection().dialect().placeholder(1));
    statement.bind(1, std::string_view(row_id));
    if (!statement.step()) return {};
    Shipped shipped{std::string(statement.text(0)), std::string(statement.text(1)),
                    std::string(statement.text(2))};
    statement.reset();
    return shipped;
}

// The columns whose present values are not those that were shipped.
std::vector<std::string> changed_columns(const Record& present, const std::string& shipped) {
    std::vector<std::string> names;
    const auto parsed = base::parse_json(shipped);
    for (const auto& member : parsed.as_object())
        if (present.get(std::string_view(member.key())) != base::json_scalar(member.value()))
            names.emplace_back(member.key());
    return names;
}

bool is_changed(const Record& present, const std::string& content, const std::string& hash) {
    return base::sha256_hex(present_content(present, content)) != hash;
}

// A line of the load's history about a row that is left as it is.
Record history_line(Unit& unit, const LoadCount& load, const std::string& table,
                    const std::string& row_id, std::string disposition) {
    Record line(unit.dictionary().get("sys_upgrade_history_log"));
    line.set("upgrade_history", load.history);
    line.set("plugin", load.plugin);
    line.set("table_name", table);
    line.set("row_sys_id", row_id);
    line.set("disposition", std::move(disposition));
    return line;
}

void log_skipped(Unit& unit, const LoadCount& load, const RowDefinition& row, const Record& present,
                 const Shipped& shipped, std::string wanted) {
    auto line = history_line(unit, load, row.table, row.sys_id, "skipped");
    line.set("file", row.file);
    line.set("line", std::to_string(row.line));
    line.set("row_name", present.get(present.table().display_field()));
    line.set("changed_fields", base::join(changed_columns(present, shipped.content), ","));
    line.set("shipped", std::move(wanted));
    insert_raw(unit, line);
}

void log_removed_here(Unit& unit, const LoadCount& load, const RowDefinition& row,
                      const Record& wanted) {
    auto line = history_line(unit, load, row.table, row.sys_id, "skipped");
    line.set("file", row.file);
    line.set("line", std::to_string(row.line));
    line.set("row_name", wanted.get(wanted.table().display_field()));
    line.set("comments", "The row was deleted here.");
    line.set("shipped", content_of(wanted));
    insert_raw(unit, line);
}

void log_kept(Unit& unit, const LoadCount& load, const Record& present, const Shipped& shipped) {
    auto line = history_line(unit, load, present.table().name, present.sys_id(), "kept");
    line.set("row_name", present.get(present.table().display_field()));
    line.set("changed_fields", base::join(changed_columns(present, shipped.content), ","));
    insert_raw(unit, line);
}

void insert_row(Unit& unit, const Manifest& manifest, const RowDefinition& row, Record wanted,
                LoadCount& count) {
    const Record shipped = wanted;
    record::insert_or_throw(unit, wanted);
    // The hash is of the values as stored, so that normalising them is no change of the admin's.
    Record stored = shipped;
    for (const auto& field : stored.table().fields())
        if (stored.touched(field)) stored.load(field, wanted.get(field));
    note_shipped(unit, manifest, row, stored, false);
    ++count.inserted;
}

void renew(Unit& unit, const std::string& shipped_id, const RowDefinition& row,
           const Record& stored) {
    const auto& dialect = unit.connection().dialect();
    const std::string content = content_of(stored);
    unit.connection().run(
        "UPDATE \"stead_shipped_row\" SET \"content\" = " + dialect.placeholder(1) +
            ", \"row_hash\" = " + dialect.placeholder(2) +
            ", \"file\" = " + dialect.placeholder(3) + ", \"line\" = " + dialect.placeholder(4) +
            " WHERE \"sys_id\" = " + dialect.placeholder(5),
        {content, base::sha256_hex(content), row.file, std::int64_t{row.line}, shipped_id});
}

void update_row(Unit& unit, const RowDefinition& row, const Shipped& shipped, const Record& present,
                Record wanted, LoadCount& count) {
    if (is_changed(present, shipped.content, shipped.hash)) {
        log_skipped(unit, count, row, present, shipped, content_of(wanted));
        ++count.skipped;
        return;
    }
    Record stored = wanted;
    const std::string before = present.get("sys_mod_count");
    record::update_or_throw(unit, wanted);
    for (const auto& field : stored.table().fields())
        if (stored.touched(field)) stored.load(field, wanted.get(field));
    renew(unit, shipped.sys_id, row, stored);
    if (wanted.get("sys_mod_count") != before) ++count.updated;
}

void remove_row(Unit& unit, const std::string& table, const std::string& row_id, LoadCount& count) {
    const auto* found = unit.dictionary().find(table);
    const auto present = found ? record::load(unit, *found, row_id) : std::nullopt;
    const auto shipped = find_shipped(unit, row_id);
    if (present && shipped && is_changed(*present, shipped->content, shipped->hash)) {
        log_kept(unit, count, *present, *shipped);
        ++count.skipped;
        return;
    }
    if (present) record::remove_or_throw(unit, *present);
    unit.connection().run("DELETE FROM \"stead_shipped_row\" WHERE \"row_sys_id\" = " +
                              unit.connection().dialect().placeholder(1),
                          {row_id});
    ++count.removed;
}

}  // namespace

void ship(Unit& unit, const Manifest& manifest, const RowDefinition& row, Record wanted,
          LoadCount& count) {
    const auto shipped = find_shipped(unit, row.sys_id);
    const auto present = record::load(unit, wanted.table(), row.sys_id);
    if (!present && shipped) {  // an admin removed it: it stays away
        log_removed_here(unit, count, row, wanted);
        ++count.skipped;
        return;
    }
    if (!present) return insert_row(unit, manifest, row, std::move(wanted), count);
    if (shipped) return update_row(unit, row, *shipped, *present, std::move(wanted), count);
    note_shipped(unit, manifest, row, *present, false);
}

void note_shipped(Unit& unit, const Manifest& manifest, const RowDefinition& row,
                  const Record& wanted, bool demo) {
    const std::string content = content_of(wanted);
    Record note(unit.dictionary().get("stead_shipped_row"));
    note.set("plugin", manifest.id);
    note.set("file", row.file);
    note.set("line", std::to_string(row.line));
    note.set("table_name", wanted.table().name);
    note.set("row_sys_id", row.sys_id);
    note.set("row_key", row.key);
    note.set("row_hash", base::sha256_hex(content));
    note.set("content", content);
    note.set("demo", demo ? "1" : "0");
    insert_raw(unit, note);
}

std::vector<Customised> customised_rows(Unit& unit, const std::string& plugin) {
    std::vector<Customised> rows;
    auto& statement = unit.connection().prepare(
        "SELECT \"table_name\", \"row_sys_id\", \"content\", \"row_hash\" FROM "
        "\"stead_shipped_row\" WHERE \"demo\" = 0 AND \"plugin\" = " +
        unit.connection().dialect().placeholder(1) + " ORDER BY \"table_name\", row_id");
    statement.bind(1, std::string_view(plugin));
    while (statement.step()) {
        const auto* table = unit.dictionary().find(statement.text(0));
        if (!table) continue;
        const auto present = record::load(unit, *table, statement.text(1));
        const std::string content(statement.text(2));
        if (!present)
            rows.push_back({table->name, std::string(statement.text(1)), {}});
        else if (is_changed(*present, content, std::string(statement.text(3))))
            rows.push_back(
                {table->name, unit.display_value(*present), changed_columns(*present, content)});
    }
    return rows;
}

bool is_shipped(Unit& unit, const std::string& sys_id) {
    return find_shipped(unit, sys_id).has_value();
}

void remove_unshipped(Unit& unit, const Definition& definition, LoadCount& count) {
    std::unordered_set<std::string> present;
    for (const auto& row : definition.rows) present.insert(row.sys_id);
    std::vector<std::pair<std::string, std::string>> gone;
    auto& statement = unit.connection().prepare(
        "SELECT \"table_name\", \"row_sys_id\" FROM \"stead_shipped_row\" WHERE \"demo\" = 0 AND "
        "\"plugin\" = " +
        unit.connection().dialect().placeholder(1));
    statement.bind(1, std::string_view(definition.manifest.id));
    while (statement.step())
        if (std::string id(statement.text(1)); !present.contains(id))
            gone.emplace_back(std::string(statement.text(0)), std::move(id));
    for (const auto& [table, id] : gone) remove_row(unit, table, id, count);
}

}  // namespace stead::plugin
