#include "rest/attachment_json.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/text.h"
#include "model/display.h"

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

void write_attachment(base::JsonWriter& json, const Call& call, const record::Row& row) {
    json.begin_object();
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        json.member(attachment_columns()[i], row.cells[i].value);
    json.member("download_link", download_link(call, row.sys_id)).end_object();
}

std::string attachment_json(const Call& call, const record::Record& row) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object();
    for (const auto& name : attachment_columns()) {
        const auto* field = row.table().find(name);
        json.member(name, field ? model::wire_value(*field, row.get(*field)) : std::string_view());
    }
    json.member("download_link", download_link(call, row.sys_id())).end_object();
    return text;
}

std::string download_link(const Call& call, std::string_view sys_id) {
    return call.api_base() + "/attachment/" + std::string(sys_id) + "/file";
}

}  // namespace stead::rest
