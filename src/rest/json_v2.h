#pragma once

#include <string>
#include <vector>

#include "base/json_writer.h"
#include "record/unit.h"
#include "rest/call.h"

namespace stead::rest {

// The older JSON service: `/{table}.do?JSONv2&sysparm_action=…` (rest-api.md §6), with the same
// rights and rules as the Table API. Actions: getRecords, getKeys, get, insert, insertMultiple,
// update, deleteRecord, deleteMultiple. Every record has its `__status`.
bool is_json_v2(const Call& call);
void answer_json_v2(Call& call, const std::string& table);

// How it spells values: stored ones, shown ones (`displayvalue=true`), or both, the shown ones as
// `dv_<field>` (`displayvalue=all`).
enum class JsonV2Shape { stored, shown, both };
JsonV2Shape json_v2_shape(const Call& call);
void write_json_v2(base::JsonWriter& json, const std::vector<std::string>& names,
                   const record::Row& row, JsonV2Shape shape);

}  // namespace stead::rest
