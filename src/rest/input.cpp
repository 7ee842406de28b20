#include "rest/input.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "base/ids.h"
#include "base/json.h"
#include "base/text.h"
#include "model/normalize.h"
#include "record/lookup.h"
#include "record/snapshot.h"
#include "record/unit.h"
#include "record/words.h"
#include "rest/entered_time.h"

namespace stead::rest {

namespace {

using model::Kind;

std::string found_by_display(record::Unit& unit, const std::string& table, std::string_view text) {
    const auto* target = unit.dictionary().find(table);
    if (!target || target->display_field().column.empty()) return {};
    // The text is data: it must never be read as a query, in which it could be a script.
    const auto id = record::find_sys_id(unit, *target, target->display_field().name, text);
    return unit.find(table, id) ? id : std::string();
}

std::string reference_value(record::Unit& unit, const model::Field& field, std::string_view text,
                            Spelling spelling) {
    if (text.empty() || base::is_sys_id(base::lower(text))) return std::string(text);
    auto id = found_by_display(unit, field.reference, text);
    return id.empty() && spelling == Spelling::raw ? std::string(text) : id;
}

std::string list_value(record::Unit& unit, const model::Field& field, std::string_view text,
                       Spelling spelling) {
    std::string joined;
    for (const auto& part : base::split_names(text)) {
        const std::string id =
            field.reference.empty() ? part : reference_value(unit, field, part, spelling);
        if (!id.empty()) joined += (joined.empty() ? "" : ",") + id;
    }
    return joined;
}

// A date or time as this person writes it: in his formats, or as the wire spells it in his zone.
std::string time_value(const record::Unit& unit, const model::Field& field, std::string_view text) {
    const auto& session = unit.session();
    auto plain =
        plain_time(base::trim(text), field.kind() == Kind::date
                                         ? session.date_format
                                         : session.date_format + " " + session.time_format);
    if (plain.empty()) plain = text;
    auto normalized = model::normalize(field, plain, session.time_zone, model::Input::display);
    return normalized.ok() ? normalized.value : std::string(text);
}

void check_choice(const record::Unit& unit, const model::Field& field, const std::string& value) {
    if (model::is_allowed_choice(field, value) ||
        unit.snapshot().property_is_true("glide.rest.choice.allow_non_existing_value"))
        return;
    throw base::Error(base::Status::forbidden, "Operation Failed",
                      "Invalid choice value " + base::clean_utf8(value) + " for " + field.label);
}

}  // namespace

std::string choice_value(const record::Unit& unit, const model::Field& field,
                         std::string_view text) {
    if (field.find_choice(text)) return std::string(text);
    for (const auto& choice : field.choices)
        if (base::equals_ignoring_case(choice.label, text) ||
            base::equals_ignoring_case(unit.words().label(choice), text))
            return choice.value;
    return std::string(text);
}

std::string input_value(record::Unit& unit, const model::Field& field, std::string_view text,
                        Spelling spelling) {
    if (text.empty()) return {};
    switch (field.kind()) {
        case Kind::reference:
            return reference_value(unit, field, text, spelling);
        case Kind::list:
            return list_value(unit, field, text, spelling);
        case Kind::date:
        case Kind::date_time:
        case Kind::time:
            return spelling == Spelling::display ? time_value(unit, field, text)
                                                 : std::string(text);
        default:
            return field.choices.empty() ? base::clean_utf8(text) : choice_value(unit, field, text);
    }
}

void set_fields(record::Unit& unit, record::Record& record, const boost::json::object& body,
                Spelling spelling) {
    for (const auto& member : body) {
        const auto* field = record.table().find(std::string_view(member.key()));
        if (!field) continue;
        auto value = input_value(unit, *field, base::json_scalar(member.value()), spelling);
        check_choice(unit, *field, value);
        record.set(*field, std::move(value));
    }
}

}  // namespace stead::rest
