#pragma once

#include "base/json_writer.h"
#include "record/unit.h"

namespace stead::rest::ui {

// Files of a record that the person may read, as contract.ts's Attachment, oldest first.
void write_attachments(base::JsonWriter& json, record::Unit& unit, const record::Record& owner,
                       bool may_delete);
void write_attachment(base::JsonWriter& json, record::Unit& unit, const record::Record& row,
                      bool may_delete);

}  // namespace stead::rest::ui
