#pragma once

#include "record/write.h"

// The steps of a write that concern values; write.cpp shows their order.
namespace stead::record {

// The stored row with what the caller set laid over it, in the class that the caller asks for.
Record merged(Unit& unit, const Record& previous, const Record& wanted);

// Fields that the session may not write keep their old value, as the wire promises (rest-api.md
// §2.5).
void drop_unwritable(Write& write);

// Brings touched values into their stored spelling. Throws Error(unprocessable) naming the field.
void normalize(Write& write);

// Defaults for empty fields, sys_id and system columns of a new row, calculated fields.
void complete(Write& write);
void calculate(Write& write);  // calculated fields

bool anything_changed(const Write& write);

// Mandatory and unique fields. Throws Error(forbidden, …, "Data Policy Exception: …") as the wire
// does.
void check_values(const Write& write);

void store_insert(Write& write);
void store_update(Write& write);  // also stamps sys_updated_* and sys_mod_count
void store_remove(Write& write);

void finish(Record& record);  // empties journal inputs, forgets what was touched
}  // namespace stead::record
