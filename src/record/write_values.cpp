#include "record/write_values.h"

#include <algorithm>

#include "base/date_time.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/password.h"
#include "model/normalize.h"
#include "record/access.h"
#include "record/class_sql.h"
#include "record/html.h"
#include "record/password_policy.h"
#include "record/scripting.h"
#include "record/secret_fields.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"
#include "record/words.h"

namespace stead::record {

namespace {

using base::Error;
using base::Status;
using model::Field;
using model::Kind;

// The stored spelling of what a default or a calculation gave; what cannot be read becomes nothing.
std::string stored(const Field& field, std::string_view value) {
    return model::normalize(field, value).value;
}

constexpr std::string_view script_prefix = "javascript:";
constexpr std::string_view numbering = "getNextObjNumberPadded";

bool is_system_field(std::string_view name) {
    return name.starts_with("sys_") &&
           (name == "sys_id" || name == "sys_created_on" || name == "sys_created_by" ||
            name == "sys_updated_on" || name == "sys_updated_by" || name == "sys_mod_count" ||
            name == "sys_class_name" || name == "sys_domain_path");
}

bool binds(const Session& session) {
    return session.bound_by_acls && !session.system;
}

bool is_strictly_read_only(const Field& field) {
    return field.read_only && (field.read_only_option == "strict_read_only" ||
                               field.read_only_option == "client_script_modifiable");
}

// The defaults that nearly every table has; they need no script engine.
std::optional<std::string> well_known_value(const Write& write, std::string_view script) {
    script = base::trim(script);
    if (script.ends_with(';')) script.remove_suffix(1);
    if (script == "gs.getUserID()") return write.unit.session().user_id;
    if (script == "gs.nowNoTZ()") return base::format_utc(write.unit.now());
    return {};
}

std::string script_value(Write& write, const Field& field, std::string_view script) {
    if (const auto known = well_known_value(write, script)) return *known;
    const std::string origin = "sys_dictionary/" + field.declared_by + "." + field.name;
    return write.unit.store().scripting().value(write.unit, origin, script, &write.current);
}

void set_default(Write& write, const Field& field) {
    if (field.default_value.empty() || !write.current.get(field).empty()) return;
    std::string_view value = field.default_value;
    if (!value.starts_with(script_prefix)) {
        write.current.load(field, stored(field, value));
        return;
    }
    value.remove_prefix(script_prefix.size());
    if (value.find(numbering) != std::string_view::npos) return;  // the numbering engine's
    write.current.load(field, stored(field, script_value(write, field, value)));
}

void set_if(Record& record, std::string_view name, std::string value, bool even_when_full) {
    if (const auto* field = record.table().find(name))
        if (even_when_full || record.get(*field).empty()) record.load(*field, value);
}

void stamp_new(Write& write) {
    auto& record = write.current;
    const auto& session = write.unit.session();
    const std::string now = base::format_utc(write.unit.now());
    const bool force = session.set_system_fields;
    if (record.sys_id().empty()) set_if(record, "sys_id", base::new_sys_id(write.unit.now()), true);
    set_if(record, "sys_class_name", record.table().name, true);
    set_if(record, "sys_created_on", now, force);
    set_if(record, "sys_created_by", session.user_name, force);
    set_if(record, "sys_updated_on", now, force);
    set_if(record, "sys_updated_by", session.user_name, force);
    set_if(record, "sys_mod_count", "0", force);
    set_if(record, "sys_domain", session.domain, false);
    set_if(record, "sys_domain_path", "/", false);
}

void stamp_update(Write& write) {
    if (!write.unit.session().set_system_fields) return;
    auto& record = write.current;
    const auto count = base::to_integer(write.old_value("sys_mod_count")).value_or(0);
    set_if(record, "sys_updated_on", base::format_utc(write.unit.now()), true);
    set_if(record, "sys_updated_by", write.unit.session().user_name, true);
    set_if(record, "sys_mod_count", std::to_string(count + 1), true);
}

std::string missing_fields(const Write& write) {
    std::string labels;
    for (const auto& field : write.current.table().fields()) {
        if (!field.mandatory || field.column.empty() || !write.current.get(field).empty()) continue;
        if (!labels.empty()) labels += ", ";
        labels += write.unit.words().label(field);
    }
    return labels;
}

// A field with the attribute `password_policy` takes only what the policy allows.
void check_password(const Write& write, const Field& field, const std::string& value) {
    const auto& snapshot = write.unit.snapshot();
    if (write.unit.session().system || field.attribute("password_policy").empty() ||
        !snapshot.property_is_true("glide.validate.sys_user.password.field", true))
        return;
    const auto flaw = password_policy(snapshot).flaw(value, write.current.get("user_name"));
    if (!flaw.empty()) throw Error(Status::unprocessable, field.label + ": " + flaw, field.name);
}

// A password arrives as text and is kept as a hash, or sealed when it must be read again. Only the
// program itself may bring a hash along.
std::string stored_password(const Write& write, const Field& field, const std::string& value) {
    if (field.type->name == "password2") return sealed_secret(write.unit, value);
    if (field.type->name != "password") return value;
    if (write.unit.session().door == Door::plugin && value.starts_with("$argon2id$")) return value;
    check_password(write, field, value);
    return base::hash_password(value);
}

bool is_html(const Field& field) {
    return field.type->name == "html" || field.type->name == "translated_html";
}

// The sys_id of a new row may be chosen, and where the session leaves them alone its times and
// names, too.
bool may_come_along(const Write& write, const Field& field) {
    if (field.name == "sys_id") return !write.previous;
    return !write.unit.session().set_system_fields && is_system_field(field.name) &&
           field.name != "sys_class_name" && field.name != "sys_domain_path";
}

}  // namespace

Record merged(Unit& unit, const Record& previous, const Record& wanted) {
    const model::Table* table = &previous.table();
    const auto* class_field = wanted.table().find("sys_class_name");
    if (class_field && wanted.touched(*class_field))
        if (const auto* target = unit.dictionary().find(wanted.get(*class_field));
            target && target->root == table->root)
            table = target;
    Record current(*table);
    current.set_new(false);
    for (const auto& field : table->fields())
        if (const auto* before = previous.table().find(field.name))
            current.load(field, previous.get(*before));
    for (const auto& field : wanted.table().fields()) {
        if (!wanted.touched(field)) continue;
        const auto* target = table->find(field.name);
        if (!target || is_system_field(field.name)) continue;
        // A secret that comes back as it was shown is no new secret.
        if (field.kind() == Kind::password && wanted.get(field) == "********") continue;
        current.set(*target, wanted.get(field));
    }
    if (!unit.session().set_system_fields)
        for (const auto name :
             {"sys_updated_on", "sys_updated_by", "sys_created_on", "sys_created_by"})
            if (const auto* field = wanted.table().find(name); field && wanted.touched(*field))
                current.set(name, wanted.get(*field));
    if (const auto* own = current.table().find("sys_class_name")) current.load(*own, table->name);
    return current;
}

void drop_unwritable(Write& write) {
    if (!binds(write.unit.session())) return;
    auto& record = write.current;
    const auto& access = write.unit.access(record.table());
    const Record& judged = write.previous ? *write.previous : record;
    const auto permission = write.previous ? Permission::write : Permission::create;
    for (const auto& field : record.table().fields()) {
        if (!record.touched(field) || may_come_along(write, field)) continue;
        if (!is_strictly_read_only(field) && access.may(permission, field, write.unit, judged))
            continue;
        const auto* before = write.previous ? write.previous->table().find(field.name) : nullptr;
        record.load(field, before ? write.previous->get(*before) : std::string());
    }
}

void normalize(Write& write) {
    auto& record = write.current;
    for (const auto& field : record.table().fields()) {
        if (!record.touched(field) || record.get(field).empty()) continue;
        if (!write.changed(field))
            continue;  // as it stands in the database: a hash stays that hash
        auto normalized =
            model::normalize(field, record.get(field), write.unit.session().time_zone);
        if (!normalized.ok())
            throw Error(Status::unprocessable,
                        write.unit.words().label(field) + ": " + normalized.error, field.name);
        if (is_html(field) && !record.table().is_metadata())
            normalized.value = clean_html(normalized.value);
        record.load(field, stored_password(write, field, normalized.value));
    }
}

void complete(Write& write) {
    stamp_new(write);
    for (const auto& field : write.current.table().fields()) set_default(write, field);
    calculate(write);
}

void calculate(Write& write) {
    for (const auto& field : write.current.table().fields())
        if (!field.calculation.empty() && !field.column.empty())
            write.current.load(field, stored(field, script_value(write, field, field.calculation)));
}

bool anything_changed(const Write& write) {
    const auto& fields = write.current.table().fields();
    return &write.current.table() != &write.previous->table() ||
           std::any_of(fields.begin(), fields.end(),
                       [&](const Field& f) { return write.changed(f); });
}

void check_values(const Write& write) {
    if (write.unit.session().system) return;
    const std::string missing = missing_fields(write);
    if (missing.empty()) return;
    throw Error(Status::forbidden, "Operation Failed",
                "Data Policy Exception: " + missing + " is mandatory");
}

void store_insert(Write& write) {
    const auto& sql = class_sql(write.unit.snapshot(), write.current.table());
    auto& statement = write.unit.connection().prepare(sql.insert);
    for (std::size_t i = 0; i < sql.stored.size(); ++i)
        statement.bind(static_cast<int>(i) + 1,
                       std::string_view(write.current.get(*sql.stored[i])));
    while (statement.step()) {
    }
    write.current.set_new(false);
}

void store_update(Write& write) {
    stamp_update(write);
    const auto& dialect = write.unit.connection().dialect();
    const auto& table = write.current.table();
    std::string assignments;
    std::vector<const Field*> changed;
    for (const auto& field : table.fields()) {
        if (field.column.empty() || !write.changed(field)) continue;
        changed.push_back(&field);
        if (changed.size() > 1) assignments += ", ";
        assignments += dialect.quote(field.column) + " = " +
                       dialect.placeholder(static_cast<int>(changed.size()));
    }
    if (changed.empty()) return;
    auto& statement = write.unit.connection().prepare(
        "UPDATE " + dialect.quote(table.storage()) + " SET " + assignments +
        " WHERE \"sys_id\" = " + dialect.placeholder(static_cast<int>(changed.size()) + 1));
    int index = 0;
    for (const auto* field : changed)
        statement.bind(++index, std::string_view(write.current.get(*field)));
    statement.bind(++index, std::string_view(write.current.sys_id()));
    while (statement.step()) {
    }
}

void store_remove(Write& write) {
    const auto& dialect = write.unit.connection().dialect();
    write.unit.connection().run("DELETE FROM " + dialect.quote(write.current.table().storage()) +
                                    " WHERE \"sys_id\" = " + dialect.placeholder(1),
                                {write.current.sys_id()});
}

void finish(Record& record) {
    for (const auto& field : record.table().fields())
        if (field.kind() == Kind::journal) record.load(field, {});
    record.clear_touched();
}

}  // namespace stead::record
