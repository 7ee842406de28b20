#include "rest/file_door.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "record/unit.h"
#include "rest/attachment_file.h"
#include "rest/attachment_json.h"
#include "rest/body.h"
#include "rest/list_query.h"
#include "rest/paging.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;
using record::Record;
using record::Unit;

constexpr const char* files = "sys_attachment";
constexpr std::int64_t default_limit = 1000;

// The condition of the door holds for every alternative of the caller's query.
std::string query_of(const Call& call, const Unit& unit, const FileDoor& door) {
    auto query = list_query(call, unit, unit.dictionary().get(files));
    if (!door.tables) return query;
    const auto condition =
        "table_nameIN" + (door.tables->empty() ? "-" : base::join(*door.tables, ","));
    if (query.empty()) return condition;
    return base::replace_all(std::move(query), "^NQ", "^" + condition + "^NQ") + "^" + condition;
}

}  // namespace

std::string FileDoor::download_link(std::string_view sys_id) const {
    return base + "/" + std::string(sys_id) + "/file";
}

void FileDoor::require_table(std::string_view table) const {
    if (!tables || std::find(tables->begin(), tables->end(), table) != tables->end()) return;
    throw Error(Status::bad_request, "Invalid table " + std::string(table),
                "Files of this table are not served here");
}

std::string files_json(Call& call, Unit& unit, const FileDoor& door) {
    const auto page = page_of(call, default_limit);
    record::ListRequest request;
    request.table = files;
    request.query = query_of(call, unit, door);
    request.fields = attachment_columns();
    request.offset = page.offset;
    request.limit = page.limit;
    request.display_values = false;
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().key("result").begin_array();
    AttachmentWriter writer(unit, door);
    if (page.limit > 0)
        unit.list(request, [&](const record::Row& row) {
            writer.write(json, row);
            return true;
        });
    json.end_array().end_object();
    add_page_headers(call, page, unit.count(files, request.query, true));
    return text;
}

Record file_of(Unit& unit, const FileDoor& door, std::string_view sys_id) {
    auto row = unit.find(files, sys_id);
    if (!row)
        throw Error(Status::not_found, "No Record found",
                    "Record doesn't exist or ACL restricts the record retrieval");
    door.require_table(row->get("table_name"));
    return std::move(*row);
}

std::string file_json(Unit& unit, const FileDoor& door, const Record& row) {
    std::string text;
    base::JsonWriter json(text);
    AttachmentWriter(unit, door).write(json, row);
    return text;
}

void answer_with_bytes(Call& call, Unit& unit, const FileDoor& door, const Record& row) {
    call.exchange.response.headers.set("X-Attachment-Metadata",
                                       in_ascii(file_json(unit, door, row)));
    answer_attachment(call, unit, row, Shown::as_download);
}

std::string wanted_name(const Call& call) {
    const auto name = base::json_text(body_of(call), "file_name");
    if (base::trim(name).empty())
        throw Error(Status::bad_request, "Exception while reading request",
                    "The body names no file_name");
    return base::clean_utf8(name);
}

}  // namespace stead::rest
