#include "rest/ui/field_json.h"
#include "record/words.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using model::Field;
using model::Kind;

constexpr int longest_line = 255;  // longer texts get an area

bool is_multiline(const Field& field) {
    return field.kind() == Kind::long_text || field.kind() == Kind::journal ||
           (field.kind() == Kind::text && field.choices.empty() &&
            (field.max_length == 0 || field.max_length > longest_line));
}

}  // namespace

bool shows_display(const Field& field) {
    switch (field.kind()) {
        case Kind::reference:
        case Kind::list:
        case Kind::document_id:
        case Kind::class_name:
            return true;
        default:
            return !field.choices.empty();
    }
}

void write_value(JsonWriter& json, const Field& field, std::string_view value,
                 std::string_view display) {
    json.begin_object().member("value", value);
    if (!value.empty() && shows_display(field) && display != value && !display.empty())
        json.member("display_value", display);
    json.end_object();
}

void write_field(JsonWriter& json, const record::Words& words, const Field& field,
                 FieldFlags flags) {
    json.begin_object().member("label", words.label(field)).member("type", field.type->name);
    if (!field.reference.empty()) json.member("reference", field.reference);
    if (flags.mandatory) json.member("mandatory", true);
    if (flags.readonly) json.member("readonly", true);
    if (!words.hint(field).empty()) json.member("hint", words.hint(field));
    if (field.max_length > 0) json.member("max_length", field.max_length);
    if (!field.dependent.empty()) json.member("dependent", field.dependent);
    if (!field.choices.empty() && field.choice > 0) json.member("choice", field.choice);
    if (!field.choices.empty() && field.choice == 0) json.member("choice", 1);
    if (is_multiline(field)) json.member("wide", true).member("multiline", true);
    json.end_object();
}

void write_choices(JsonWriter& json, const record::Words& words, const Field& field,
                   std::string_view current) {
    json.begin_array();
    for (const auto& choice : field.choices) {
        if (choice.inactive && choice.value != current) continue;
        json.begin_object().member("value", choice.value).member("label", words.label(choice));
        if (!choice.tone.empty()) json.member("tone", choice.tone);
        if (!choice.hint.empty()) json.member("hint", words.text(choice.hint));
        if (!choice.dependent.empty()) json.member("dependent_value", choice.dependent);
        json.end_object();
    }
    json.end_array();
}

}  // namespace stead::rest::ui
