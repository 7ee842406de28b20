#include "model/field_type.h"

#include "base/text.h"

namespace stead::model {

namespace {

using db::ColumnType;

constexpr FieldType text(std::string_view name, int length = 40) {
    return {name, Kind::text, ColumnType::text, length};
}

constexpr FieldType long_text(std::string_view name) {
    return {name, Kind::long_text, ColumnType::text, 0};
}

constexpr FieldType exact(std::string_view name, Kind kind, int length) {
    return {name, kind, ColumnType::text_exact, length};
}

constexpr FieldType whole(std::string_view name) {
    return {name, Kind::integer, ColumnType::integer, 0};
}

constexpr FieldType real(std::string_view name) {
    return {name, Kind::decimal, ColumnType::real, 0};
}

constexpr FieldType unstored(std::string_view name, Kind kind = Kind::virtual_field) {
    return {name, kind, ColumnType::text, 0};
}

// platform.md §1.2, in its order.
constexpr FieldType all_types[] = {
    text("string"),
    text("string_full_utf8", 255),
    text("translated_field"),
    text("translated_text", 255),
    long_text("translated_html"),
    whole("integer"),
    whole("long"),
    whole("longint"),
    real("decimal"),
    real("float"),
    real("percent_complete"),
    {"boolean", Kind::boolean, ColumnType::integer, 0},
    exact("reference", Kind::reference, 32),
    text("choice"),
    exact("glide_list", Kind::list, 0),
    text("user_roles", 255),
    unstored("journal_input", Kind::journal),
    unstored("journal", Kind::journal),
    unstored("journal_list"),
    exact("glide_date_time", Kind::date_time, 19),
    exact("due_date", Kind::date_time, 19),
    exact("datetime", Kind::date_time, 19),
    exact("date", Kind::date, 10),
    exact("glide_date", Kind::date, 10),
    exact("glide_time", Kind::time, 19),
    exact("glide_duration", Kind::duration, 19),
    exact("timer", Kind::duration, 19),
    text("schedule_date_time", 20),
    exact("GUID", Kind::sys_id, 32),
    exact("document_id", Kind::document_id, 32),
    exact("table_name", Kind::class_name, 80),
    exact("sys_class_name", Kind::class_name, 80),
    text("field_name", 80),
    long_text("conditions"),
    long_text("condition_string"),
    long_text("script"),
    long_text("script_plain"),
    long_text("script_server"),
    long_text("script_client"),
    long_text("email_script"),
    long_text("xml"),
    long_text("json"),
    long_text("css"),
    long_text("html"),
    long_text("html_script"),
    long_text("html_template"),
    long_text("wiki_text"),
    text("url", 1024),
    text("email", 100),
    text("phone_number_e164"),
    text("ph_number"),
    text("ip_addr"),
    text("ip_address"),
    real("currency"),
    real("currency2"),
    real("price"),
    {"password", Kind::password, ColumnType::text_exact, 255},
    {"password2", Kind::password, ColumnType::text_exact, 255},
    exact("domain_id", Kind::reference, 32),
    text("domain_path", 255),
    long_text("name_values"),
    long_text("simple_name_values"),
    long_text("template_value"),
    long_text("glide_var"),
    unstored("variables"),
    long_text("data_structure"),
    long_text("slushbucket"),
    long_text("field_list"),
    text("user_image"),
    text("image"),
    text("video"),
    text("audio"),
    text("file_attachment"),
    text("color"),
    text("color_display"),
    text("icon"),
    text("radio"),
    text("version"),
    text("mask_code", 100),
    text("geo_point"),
    text("days_of_week"),
    whole("day_of_week"),
    whole("order_index"),
    whole("counter"),
    unstored("related_tags"),
    text("source_id"),
    text("source_name"),
    text("source_table"),
    text("metric_absolute"),
    text("metric_counter"),
    text("metric_derive"),
    text("metric_gauge"),
};

base::TextMap<const FieldType*> index_by_name() {
    base::TextMap<const FieldType*> index;
    for (const auto& type : all_types) index.emplace(type.name, &type);
    return index;
}

}  // namespace

const FieldType* find_field_type(std::string_view internal_type) {
    static const auto index = index_by_name();
    const auto found = index.find(internal_type);
    return found == index.end() ? nullptr : found->second;
}

}  // namespace stead::model
