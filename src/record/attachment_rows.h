#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace stead::record {

class Unit;

// Who may read a record may read its files: rows of sys_attachment as the person of the unit sees
// them. Reading a row here is the permission to read its bytes (attachments.h).

// Empty when there is none, or when its record may not be read.
std::optional<Record> find_attachment(Unit& unit, std::string_view sys_id);

// Of a record that the person was allowed to read; oldest first.
std::vector<Record> attachments_of(Unit& unit, const Record& owner);

// The rows of a query of sys_attachment, without those whose record may not be read.
std::vector<Record> attachments(Unit& unit, std::string_view query);

// Who may write the record may change and remove the files that he added; those of others only
// where the access rules of sys_attachment let him delete.
bool may_change_attachment(Unit& unit, const Record& attachment);
void require_attachment_change(Unit& unit, const Record& attachment);  // throws Error(forbidden)

}  // namespace stead::record
