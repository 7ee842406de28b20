#include "rest/ui/chips.h"

#include "base/ids.h"
#include "base/text.h"
#include "engine/metadata.h"
#include "record/snapshot.h"
#include "record/words.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using model::Condition;
using model::Field;
using model::Operator;
using record::Unit;

// Whoever the person is, in his own words.
std::string personal_words(std::string_view value) {
    if (value == "javascript:gs.getUserID()" || value == "javascript:gs.getUserName()") return "me";
    if (value == "javascript:gs.getUser().getMyGroups()" || value == "javascript:getMyGroups()")
        return "my groups";
    if (value == "javascript:gs.getUser().getCompanyID()") return "my company";
    return {};
}

std::string dynamic_words(const Unit& unit, const std::string& id) {
    for (const auto& row : unit.snapshot().rows("sys_filter_option_dynamic"))
        if (engine::column(row, "sys_id") == id) return unit.words().text(row, "label");
    return {};
}

std::string names_of_rows(Unit& unit, const Field& field, const std::string& ids) {
    std::vector<std::string> names;
    for (const auto& id : base::split_names(ids)) {
        if (!base::is_sys_id(id)) return {};
        names.push_back(unit.display_value_of(field.reference, id));
        if (names.back().empty()) return {};
    }
    return base::join(names, ", ");
}

std::string words(Unit& unit, const Field& field, const Condition& condition) {
    if (auto words = personal_words(condition.value); !words.empty())
        return unit.words().text(words);
    if (condition.op == Operator::dynamic) return dynamic_words(unit, condition.value);
    return field.reference.empty() ? std::string() : names_of_rows(unit, field, condition.value);
}

std::string display_of(Unit& unit, const Field& field, const Condition& condition) {
    switch (condition.op) {
        case Operator::equals:
        case Operator::in:
        case Operator::dynamic:
            return words(unit, field, condition);
        case Operator::not_equals:
        case Operator::not_in: {
            const auto text = words(unit, field, condition);
            return text.empty() ? text : unit.words().sentence("not {value}", {{"value", text}});
        }
        default:
            return {};
    }
}

void write_chip(JsonWriter& json, Unit& unit, const model::Table& table,
                const model::Clause& clause) {
    json.begin_object();
    if (clause.any.empty()) {
        json.member("field", "").member("label", "").member("op", "").member("value", "");
        json.member("display", "");
    } else {
        const auto& condition = clause.any.front();
        const auto path = model::find_path(unit.dictionary(), table, condition.field);
        json.member("field", condition.field);
        json.member("label", path ? unit.words().label(path->last()) : unit.words().text("Text"));
        json.member("op", model::spelling(condition.op)).member("value", condition.value);
        json.member("display", path ? display_of(unit, path->last(), condition) : "");
    }
    json.member("removable", true).end_object();
}

}  // namespace

void write_chips(JsonWriter& json, Unit& unit, const model::Table& table,
                 const model::EncodedQuery& query) {
    json.begin_array();
    for (const auto& block : query.any)
        for (const auto& clause : block.all) write_chip(json, unit, table, clause);
    json.end_array();
}

}  // namespace stead::rest::ui
