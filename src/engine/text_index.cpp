#include "engine/text_index.h"

#include <algorithm>

#include "record/unit.h"

namespace stead::engine {

namespace {

using model::Field;
using model::Kind;
using record::Operation;
using record::Phase;
using record::Write;

bool concerns(const Write& write) {
    const auto& table = write.current.table();
    const auto searchable = searchable_fields(table);
    return std::any_of(searchable.begin(), searchable.end(),
                       [&](const Field* field) { return write.changed(*field); }) ||
           std::any_of(table.fields().begin(), table.fields().end(), [&](const Field& field) {
               return field.kind() == Kind::journal && write.changed(field);
           });
}

std::string row_id(Write& write) {
    const auto& connection = write.unit.connection();
    return write.unit.connection().value(
        "SELECT \"row_id\" FROM " + connection.dialect().quote(write.current.table().storage()) +
            " WHERE \"sys_id\" = " + connection.dialect().placeholder(1),
        {write.current.sys_id()});
}

void append_journals(Write& write, std::string& text) {
    auto& statement = write.unit.connection().prepare(
        "SELECT \"value\" FROM \"sys_journal_field\" WHERE \"element_id\" = " +
        write.unit.connection().dialect().placeholder(1));
    statement.bind(1, std::string_view(write.current.sys_id()));
    while (statement.step()) {
        text += '\n';
        text += statement.text(0);
    }
}

std::string document(Write& write) {
    std::string text;
    for (const auto* field : searchable_fields(write.current.table()))
        text += write.current.get(*field) + "\n";
    append_journals(write, text);
    return text;
}

}  // namespace

bool TextIndex::applies(Phase phase, Operation operation, const model::Table& table) const {
    const bool before_remove = phase == Phase::before_late && operation == Operation::remove;
    const bool after_write = phase == Phase::after && operation != Operation::remove;
    return table.text_index && (before_remove || after_write);
}

void TextIndex::run(Phase, Write& write) {
    if (!write.text_index || (write.operation != Operation::remove && !concerns(write))) return;
    auto& connection = write.unit.connection();
    const auto& storage = write.current.table().storage();
    const auto id = base::to_integer(row_id(write)).value_or(0);
    if (write.operation == Operation::remove)
        return connection.run(connection.dialect().remove_full_text(storage), {id});
    connection.before_commit([storage, id, text = document(write)](db::Connection& c) {
        c.run(c.dialect().put_full_text(storage), {id, text});
    });
}

}  // namespace stead::engine
