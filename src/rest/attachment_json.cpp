#include "rest/attachment_json.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/text.h"
#include "model/display.h"
#include "record/lookup.h"
#include "rest/file_door.h"

namespace stead::rest {

namespace {

// The code point of one UTF-8 character.
char32_t code_point(std::string_view character) {
    const auto lead = static_cast<unsigned char>(character.front());
    if (character.size() == 1) return lead;
    char32_t point = lead & (0xFFU >> (character.size() + 1));
    for (const char next : character.substr(1))
        point = (point << 6U) | (static_cast<unsigned char>(next) & 0x3FU);
    return point;
}

std::string escaped(char32_t point) {
    if (point < 0x10000) return fmt::format("\\u{:04x}", static_cast<unsigned>(point));
    const auto rest = static_cast<unsigned>(point) - 0x10000U;
    return fmt::format("\\u{:04x}\\u{:04x}", 0xD800U + (rest >> 10U), 0xDC00U + (rest & 0x3FFU));
}

}  // namespace

std::string in_ascii(std::string_view json) {
    std::string ascii;
    while (!json.empty()) {
        const auto character = base::truncate_utf8(json, 1);
        const auto size = std::max<std::size_t>(1, character.size());
        if (size == 1)
            ascii += json.front();
        else
            ascii += escaped(code_point(character));
        json.remove_prefix(size);
    }
    return ascii;
}

const std::vector<std::string>& attachment_columns() {
    static const std::vector<std::string> columns = base::split_names(
        "sys_id,table_name,table_sys_id,file_name,content_type,size_bytes,size_compressed,"
        "chunk_size_bytes,compressed,state,hash,image_height,image_width,average_image_color,"
        "encryption_context,sys_created_on,sys_created_by,sys_updated_on,sys_updated_by,"
        "sys_mod_count,sys_tags");
    return columns;
}

void AttachmentWriter::write(base::JsonWriter& json, const record::Row& row) {
    const auto& names = attachment_columns();
    std::string_view created_by, updated_by;
    json.begin_object();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        json.member(names[i], row.cells[i].value);
        if (names[i] == "sys_created_by") created_by = row.cells[i].value;
        if (names[i] == "sys_updated_by") updated_by = row.cells[i].value;
    }
    write_names(json, created_by, updated_by);
    json.member("download_link", door_.download_link(row.sys_id)).end_object();
}

void AttachmentWriter::write(base::JsonWriter& json, const record::Record& row) {
    json.begin_object();
    for (const auto& name : attachment_columns()) {
        const auto* field = row.table().find(name);
        json.member(name, field ? model::wire_value(*field, row.get(*field)) : std::string_view());
    }
    write_names(json, row.get("sys_created_by"), row.get("sys_updated_by"));
    json.member("download_link", door_.download_link(row.sys_id())).end_object();
}

void AttachmentWriter::write_names(base::JsonWriter& json, std::string_view created_by,
                                   std::string_view updated_by) {
    if (!door_.names_people) return;
    json.member("created_by_name", name_of(created_by));
    json.member("updated_by_name", name_of(updated_by));
}

// As far as the caller may know who it is.
const std::string& AttachmentWriter::name_of(std::string_view user_name) {
    const auto [found, is_new] = names_.try_emplace(std::string(user_name));
    if (!is_new) return found->second;
    const auto* people = unit_.dictionary().find("sys_user");
    const auto id = record::find_sys_id(unit_, *people, "user_name", user_name);
    found->second = unit_.display_value_of("sys_user", id);
    return found->second;
}

}  // namespace stead::rest
