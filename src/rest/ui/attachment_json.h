#pragma once

#include "base/json_writer.h"
#include "record/unit.h"

namespace stead::rest::ui {

// Files of a record that the person may read, as contract.ts's Attachment, oldest first.
void write_attachments(base::JsonWriter& json, record::Unit& unit, const record::Record& owner);
std::vector<record::Record> attachments_of(record::Unit& unit, const record::Record& owner);
void write_attachment(base::JsonWriter& json, record::Unit& unit, const record::Record& row);

}  // namespace stead::rest::ui
