#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/dictionary.h"
#include "record/record.h"

namespace stead::record {

class Unit;
enum class Permission;

// Rows that belong to a record of another table (journal entries, attachments) are readable with
// it. Attributes of such a table say how:
//   record_owner=element_id            its document_id field, whose dependent field names the table
//   record_owner_field=element         the owner's field of this name must be readable, too
//   record_owner_roles=a;b             only for people with one of these roles
//   record_owner_writes                who may write the owner may write and delete the row
struct OwnerColumns {
    std::string table, id, field;
    std::string roles;
    bool writes = false;
};

// Null for tables whose rows stand alone.
std::shared_ptr<const OwnerColumns> owner_columns(const model::Table& table);

// Does the owner of this row let the person do this? Asks it once per unit.
bool owner_allows(const OwnerColumns& columns, Permission permission, Unit& unit,
                  const Record& row);

}  // namespace stead::record
