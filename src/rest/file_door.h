#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"
#include "rest/call.h"

namespace stead::record {
class Unit;
struct NewAttachment;
}  // namespace stead::record

namespace stead::rest {

// A door to the files of records: the Attachment API (rest-api.md §4.2), or a web service that
// shows the files of some tables in the same shape.
struct FileDoor {
    std::string base;                                // `<host>/api/now/v1/attachment`
    std::optional<std::vector<std::string>> tables;  // the only ones whose files it knows
    bool names_people = false;                       // created_by_name, updated_by_name, too

    std::string download_link(std::string_view sys_id) const;
    // Throws Error(bad_request) for files of other tables.
    void require_table(std::string_view table) const;
};

// The files that sysparm_query and name=value parameters ask for, with X-Total-Count and Link.
std::string files_json(Call& call, record::Unit& unit, const FileDoor& door);

// One file's row. Throws Error(not_found).
record::Record file_of(record::Unit& unit, const FileDoor& door, std::string_view sys_id);
std::string file_json(record::Unit& unit, const FileDoor& door, const record::Record& row);
// Its bytes, with the metadata in a header.
void answer_with_bytes(Call& call, record::Unit& unit, const FileDoor& door,
                       const record::Record& row);

// The name that the body `{"file_name":"…"}` gives. Throws Error(bad_request).
std::string wanted_name(const Call& call);

}  // namespace stead::rest
