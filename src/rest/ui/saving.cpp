#include "rest/ui/saving.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "record/access.h"
#include "record/words.h"
#include "rest/input.h"
#include "rest/ui/door.h"

namespace stead::rest::ui {

namespace {

using base::Error;
using base::JsonWriter;
using base::Status;
using model::Field;
using record::Permission;
using record::Record;
using record::Unit;

constexpr std::string_view policy_prefix = "Data Policy Exception:";

struct FieldError {
    std::string field, message;  // field "" = the whole record
};
using FieldErrors = std::vector<FieldError>;

[[noreturn]] void refuse(const FieldErrors& errors) {
    std::string text;
    JsonWriter json(text);
    json.begin_object().key("errors").begin_array();
    for (const auto& error : errors)
        json.begin_object()
            .member("field", base::clean_utf8(error.field))
            .member("message", base::clean_utf8(error.message))
            .end_object();
    json.end_array().end_object();
    throw Refused(422, std::move(text));
}

// A value that a new record has anyway is no attempt to set it.
bool is_default(const Field& field, const std::string& value) {
    return value.empty() || value == field.default_value ||
           field.default_value.starts_with("javascript:");
}

bool may_set(Unit& unit, const Record& record, const Field& field, const std::string& value) {
    const auto& access = unit.access(record.table());
    if (record.is_new())
        return is_default(field, value) || access.may(Permission::create, field, unit, record);
    return !field.read_only && access.may(Permission::write, field, unit, record);
}

// "Company, Caller is mandatory; State is read only": labels of fields and what is wrong with them.
void add_policy_errors(FieldErrors& errors, const Unit& unit, const model::Table& table,
                       std::string_view clause) {
    clause = base::trim(clause);
    const auto is = clause.rfind(" is ");
    if (is == std::string_view::npos) return errors.push_back({"", std::string(clause)});
    const std::string what(clause.substr(is + 4));
    for (const auto& label : base::split_names(clause.substr(0, is))) {
        std::string name;
        for (const auto& field : table.fields())
            if (unit.words().label(field) == label && name.empty()) name = field.name;
        const auto said = what == "mandatory" ? label + " is needed" : label + " is " + what;
        errors.push_back({name, said});
    }
}

FieldErrors policy_errors(const Unit& unit, const model::Table& table, std::string_view detail) {
    FieldErrors errors;
    detail.remove_prefix(policy_prefix.size());
    for (const auto part : base::split(detail, ';')) add_policy_errors(errors, unit, table, part);
    return errors;
}

void append(FieldErrors& errors, FieldErrors more) {
    std::move(more.begin(), more.end(), std::back_inserter(errors));
}

// What rules and scripts said. A write that a script tried and that a policy refused is told as
// the policy's own words.
FieldErrors rule_errors(const Unit& unit, const model::Table& table) {
    FieldErrors errors;
    for (const auto& message : unit.messages()) {
        if (message.kind != record::Message::Kind::error) continue;
        if (const auto policy = message.text.find(policy_prefix); policy != std::string::npos)
            append(errors,
                   policy_errors(unit, table, std::string_view(message.text).substr(policy)));
        else
            errors.push_back({message.field, message.text});
    }
    if (errors.empty()) {
        const auto rule = unit.last_abort();
        errors.push_back(
            {"", "Not saved: " + rule.substr(0, rule.find('^')) + " does not allow it"});
    }
    return errors;
}

}  // namespace

void set_values(Unit& unit, Record& record, const boost::json::object& values) {
    FieldErrors errors;
    for (const auto& member : values) {
        const std::string name(member.key());
        const auto* field = record.table().find(name);
        if (!field) {
            errors.push_back({name, "There is no such field"});
            continue;
        }
        auto value = input_value(unit, *field, base::json_scalar(member.value()), Spelling::raw);
        if (may_set(unit, record, *field, value))
            record.set(*field, std::move(value));
        else
            errors.push_back({name, "You are not allowed to change " + unit.words().label(*field)});
    }
    if (!errors.empty()) refuse(errors);
}

void write_or_refuse(Unit& unit, const Record& record, const std::function<bool()>& write) {
    try {
        if (!write()) refuse(rule_errors(unit, record.table()));
    } catch (const Refused&) {
        throw;
    } catch (const Error& error) {
        if (!error.detail.starts_with(policy_prefix)) throw;
        refuse(policy_errors(unit, record.table(), error.detail));
    }
}

}  // namespace stead::rest::ui
