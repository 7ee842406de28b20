#include "script/glide/field_value.h"

#include "base/date_time.h"
#include "base/ids.h"
#include "base/text.h"
#include "script/glide/query_text.h"

namespace stead::script {
namespace {

using model::Kind;

std::string reference_by_display(record::Unit& unit, const model::Field& field,
                                 const std::string& display) {
    const auto* target = unit.dictionary().find(field.reference);
    if (!target || display.empty()) return {};
    if (base::is_sys_id(display) && unit.find(target->name, display)) return display;
    const auto query = query_term(target->display_field().name, "=", display);
    const auto found = unit.find_by(target->name, query);
    return found ? found->sys_id() : std::string();
}

std::string list_by_display(record::Unit& unit, const model::Field& field,
                            const std::string& display) {
    std::vector<std::string> ids;
    for (const auto& name : base::split_names(display)) {
        auto id = reference_by_display(unit, field, name);
        if (!id.empty()) ids.push_back(std::move(id));
    }
    return base::join(ids, ",");
}

std::string choice_by_label(const model::Field& field, const std::string& label) {
    for (const auto& choice : field.choices) {
        if (base::equals_ignoring_case(choice.label, label)) return choice.value;
    }
    return label;
}

std::string utc_of_local(record::Unit& unit, const std::string& local) {
    const auto time = base::parse_local(local, unit.session().time_zone);
    return time ? base::format_utc(*time) : std::string();
}

}  // namespace

std::string element_text(const model::Field& field, const std::string& raw) {
    if (field.kind() != Kind::boolean) return raw;
    return base::is_true(raw) ? "true" : "false";
}

Value plain_value(const model::Field& field, const std::string& raw) {
    if (field.kind() == Kind::boolean) return base::is_true(raw) ? "1" : "0";
    return raw.empty() ? Value(Null{}) : Value(raw);
}

std::string stored_value(const model::Field& field, std::string value) {
    if (value == "NULL") return {};
    if (field.kind() == Kind::boolean) return base::is_true(value) ? "1" : "0";
    return value;
}

std::string value_of_display(record::Unit& unit, const model::Field& field,
                             const std::string& display) {
    switch (field.kind()) {
        case Kind::reference:
            return reference_by_display(unit, field, display);
        case Kind::list:
            return list_by_display(unit, field, display);
        case Kind::date_time:
            return utc_of_local(unit, display);
        default:
            return field.choices.empty() ? display : choice_by_label(field, display);
    }
}

bool counts_as_true(const model::Field& field, const std::string& raw) {
    if (field.kind() == Kind::boolean) return base::is_true(raw);
    return !raw.empty() && raw != "0" && raw != "false";
}

}  // namespace stead::script
