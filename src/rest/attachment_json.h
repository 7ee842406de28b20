#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.h"
#include "record/unit.h"
#include "rest/call.h"

namespace stead::rest {

struct FileDoor;

// The columns of a file's metadata.
const std::vector<std::string>& attachment_columns();

// Writes the metadata of files as the wire has it: flat strings, whatever display parameters say.
class AttachmentWriter {
public:
    AttachmentWriter(record::Unit& unit, const FileDoor& door) : unit_(unit), door_(door) {}

    void write(base::JsonWriter& json, const record::Row& row);  // cells: attachment_columns
    void write(base::JsonWriter& json, const record::Record& row);

private:
    void write_names(base::JsonWriter& json, std::string_view created_by,
                     std::string_view updated_by);
    const std::string& name_of(std::string_view user_name);

    record::Unit& unit_;
    const FileDoor& door_;
    base::TextMap<std::string> names_;  // of people, by user name
};

// JSON for a header value: what is not ASCII is escaped.
std::string in_ascii(std::string_view json);

}  // namespace stead::rest
