#include "record/display.h"

#include <algorithm>

#include "base/date_time.h"
#include "base/ids.h"
#include "record/lookup.h"
#include "record/read_state.h"
#include "record/unit.h"
#include "record/words.h"

namespace stead::record {

namespace {

using model::Field;
using model::Kind;

constexpr int most_references = 3;  // display values that are references themselves

// Offsets change on the hour at most, and the times of a list lie close together.
std::chrono::seconds offset_at(Unit& unit, std::string_view value, base::Time time) {
    auto& zone = reading_of(unit).zone;
    const auto hour = value.substr(0, 13);
    if (zone.hour != hour) {
        zone.offset = base::zone_offset(time, unit.session().time_zone);
        zone.hour = hour;
    }
    return zone.offset;
}

// "2026-11-22 08:15:00" in the person's formats.
std::string_view in_own_format(const model::DisplayStyle& style, std::string_view time,
                               std::string& scratch) {
    if (style.date_format == "yyyy-MM-dd" && style.time_format == "HH:mm:ss") return time;
    return scratch = model::format_pattern(time, style.date_format + " " + style.time_format);
}

std::string_view local_time(Unit& unit, std::string_view value, std::string& scratch) {
    const auto& style = reading_of(unit).style;
    if (style.zone == "UTC") return in_own_format(style, value, scratch);
    const auto time = base::parse_utc(value);
    if (!time) return value;
    scratch = base::format_utc(*time + offset_at(unit, value, *time));
    return in_own_format(style, scratch, scratch);
}

std::string_view table_label(Unit& unit, std::string_view value) {
    const auto* table = unit.dictionary().find(value);
    return table ? std::string_view(unit.words().label(*table)) : value;
}

std::string reference_display(Unit& unit, const Field& field, std::string_view value) {
    if (field.type->name == "domain_id" && value == "global") return std::string(value);
    const auto* table = unit.dictionary().find(field.reference);
    return table ? display_of_row(unit, *table, value) : std::string();
}

// Entries that are no ids (addresses in a watch list) show themselves.
std::string list_display(Unit& unit, const Field& field, std::string_view value) {
    const auto* table = unit.dictionary().find(field.reference);
    std::vector<std::string> shown;
    for (const auto& id : base::split_names(value)) {
        auto text = table && base::is_sys_id(id) ? display_of_row(unit, *table, id) : id;
        if (!text.empty()) shown.push_back(std::move(text));
    }
    return base::join(shown, ", ");
}

}  // namespace

std::string_view wire_value(const Field& field, std::string_view stored) {
    if (field.kind() == Kind::boolean) return base::is_true(stored) ? "true" : "false";
    if (field.kind() == Kind::decimal && stored.ends_with(".0")) stored.remove_suffix(2);
    return stored;
}

bool needs_lookup(const Field& field) {
    return field.kind() == Kind::reference ||
           (field.kind() == Kind::list && !field.reference.empty());
}

std::string_view plain_display(Unit& unit, const Field& field, std::string_view value,
                               std::string& scratch) {
    if (field.kind() == Kind::password) return value.empty() ? "" : "********";
    if (field.kind() == Kind::boolean) return base::is_true(value) ? "true" : "false";
    if (value.empty()) return {};
    if (const auto* choice = field.choices.empty() ? nullptr : field.find_choice(value))
        return unit.words().label(*choice);
    switch (field.kind()) {
        case Kind::text:
        case Kind::long_text:
            return value;
        case Kind::date_time:
            return field.type->name == "datetime" ? value : local_time(unit, value, scratch);
        case Kind::class_name:
            return table_label(unit, value);
        default:
            return model::display_value(unit.dictionary(), field, value, reading_of(unit).style,
                                        scratch);
    }
}

std::string shown_time(Unit& unit, base::Time time) {
    std::string scratch;
    return std::string(local_time(unit, base::format_utc(time), scratch));
}

std::string display_of(Unit& unit, const Field& field, std::string_view value) {
    std::string scratch;
    if (value.empty() || !needs_lookup(field))
        return std::string(plain_display(unit, field, value, scratch));
    return field.kind() == Kind::list ? list_display(unit, field, value)
                                      : reference_display(unit, field, value);
}

std::string display_of_row(Unit& unit, const model::Table& table, std::string_view sys_id) {
    const auto* at = &table;
    std::string id(sys_id);
    for (int i = 0; i < most_references && at; ++i) {
        const auto& shown = at->display_field();
        auto value = stored_value(unit, *at, shown, id);
        if (shown.kind() != Kind::reference) return display_of(unit, shown, value);
        at = unit.dictionary().find(shown.reference);
        id = std::move(value);
    }
    return {};
}

}  // namespace stead::record
