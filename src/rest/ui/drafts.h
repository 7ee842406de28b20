#pragma once

#include "base/json_writer.h"
#include "rest/call.h"

namespace stead::rest::ui {

// What somebody has written to a record and not sent yet; his alone.
void write_drafts(base::JsonWriter& json, record::Unit& unit, const std::string& table,
                  const std::string& sys_id);

void get_draft(Call& call);     // GET draft/{table}/{sys_id}/{kind}
void put_draft(Call& call);     // PUT {body}
void remove_draft(Call& call);  // DELETE

}  // namespace stead::rest::ui
