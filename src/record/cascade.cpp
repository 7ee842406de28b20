#include "record/cascade.h"

#include "base/error.h"
#include "record/attachments.h"
#include "record/class_sql.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::record {

namespace {

using model::Cascade;
using model::Dictionary;

std::vector<std::string> referring(Unit& unit, const Dictionary::Reference& reference,
                                   const std::string& sys_id) {
    const auto& dialect = unit.connection().dialect();
    std::vector<std::string> ids;
    auto& statement = unit.connection().prepare(
        "SELECT \"sys_id\" FROM " + dialect.quote(reference.table->storage()) + " WHERE " +
        dialect.quote(reference.field->column) + " = " + dialect.placeholder(1));
    statement.bind(1, std::string_view(sys_id));
    while (statement.step()) ids.emplace_back(statement.text(0));
    return ids;
}

void clear(Unit& unit, const Dictionary::Reference& reference, const std::string& sys_id) {
    const auto& dialect = unit.connection().dialect();
    const std::string column = dialect.quote(reference.field->column);
    unit.connection().run("UPDATE " + dialect.quote(reference.table->storage()) + " SET " + column +
                              " = NULL WHERE " + column + " = " + dialect.placeholder(1),
                          {sys_id});
}

void remove_referring(Unit& unit, const Dictionary::Reference& reference,
                      const std::string& sys_id) {
    for (const auto& id : referring(unit, reference, sys_id))
        if (const auto record = load(unit, *reference.table, id)) remove_or_throw(unit, *record);
}

void follow(Unit& unit, const Dictionary::Reference& reference, const Record& removed) {
    switch (reference.field->cascade) {
        case Cascade::none:
            return;
        case Cascade::clear:
            return clear(unit, reference, removed.sys_id());
        case Cascade::remove:
            return remove_referring(unit, reference, removed.sys_id());
        case Cascade::restrict:
            if (referring(unit, reference, removed.sys_id()).empty()) return;
            throw base::Error(base::Status::forbidden, "Operation Failed",
                              "The record is still used by " + reference.table->plural);
    }
}

void remove_journals(Unit& unit, const Record& removed) {
    const auto& dialect = unit.connection().dialect();
    unit.connection().run("DELETE FROM \"sys_journal_field\" WHERE \"element_id\" = " +
                              dialect.placeholder(1) + " AND \"name\" = " + dialect.placeholder(2),
                          {removed.sys_id(), removed.table().name});
}

}  // namespace

void cascade(Unit& unit, const Record& removed) {
    // Rows that this removal causes to change are the program's business, not the person's.
    auto system = unit.as(system_session());
    for (const auto& reference : unit.dictionary().references_to(removed.table()))
        if (!reference.field->column.empty() &&
            reference.field->declared_by == reference.table->name)
            follow(system, reference, removed);
    remove_journals(system, removed);
    remove_attachments(system, removed.table().name, removed.sys_id());
}

}  // namespace stead::record
