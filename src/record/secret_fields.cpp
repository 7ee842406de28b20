#include "record/secret_fields.h"

#include <utility>
#include <vector>

#include "base/secrets.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::record {

namespace {

using model::Field;
using model::Table;

std::string stored_secret(Unit& unit, const Table& table, const Field& field,
                          const std::string& sys_id) {
    const auto& dialect = unit.connection().dialect();
    return unit.connection().value("SELECT " + dialect.quote(field.column) + " FROM " +
                                       dialect.quote(table.storage()) +
                                       " WHERE \"sys_id\" = " + dialect.placeholder(1),
                                   {sys_id});
}

void seal_column(Unit& unit, const Table& table, const Field& field) {
    const auto& secrets = unit.store().secrets();
    auto& connection = unit.connection();
    const auto& dialect = connection.dialect();
    const auto column = dialect.quote(field.column), storage = dialect.quote(table.storage());
    std::vector<std::pair<std::string, std::string>> sealed;
    auto& rows = connection.prepare("SELECT \"sys_id\", " + column + " FROM " + storage +
                                    " WHERE " + column + " IS NOT NULL");
    while (rows.step()) {
        const std::string value(rows.text(1));
        if (secrets.is_newest(value)) continue;
        const auto open = secrets.open(value);
        if (!open && base::Secrets::looks_sealed(value))
            unit.store().log().error("a secret cannot be opened: its key is missing",
                                     {{"table", table.name},
                                      {"field", field.name},
                                      {"sys_id", std::string(rows.text(0))}});
        else
            sealed.emplace_back(rows.text(0), secrets.seal(open.value_or(value)));
    }
    for (const auto& [sys_id, value] : sealed)
        connection.run("UPDATE " + storage + " SET " + column + " = " + dialect.placeholder(1) +
                           " WHERE \"sys_id\" = " + dialect.placeholder(2),
                       {value, sys_id});
}

}  // namespace

std::string secret_text(Unit& unit, const Record& record, std::string_view name) {
    const auto* field = record.table().find(name);
    if (!field || field->type->name != "password2" || field->column.empty()) return {};
    const auto stored = stored_secret(unit, record.table(), *field, record.sys_id());
    return unit.store().secrets().open(stored).value_or("");
}

std::string sealed_secret(const Unit& unit, const std::string& value) {
    const auto& secrets = unit.store().secrets();
    return secrets.open(value) ? value : secrets.seal(value);
}

void seal_secrets(Unit& unit) {
    for (const auto& table : unit.dictionary().tables())
        for (const auto& field : table->fields())
            if (field.type->name == "password2" && field.declared_by == table->name &&
                !field.column.empty())
                seal_column(unit, *table, field);
}

}  // namespace stead::record
