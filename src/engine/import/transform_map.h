#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "record/snapshot.h"

namespace stead::engine {

// How one field of a target is filled: a row of sys_transform_entry.
struct FieldMap {
    std::string sys_id, source_field, target_field, choice_action, date_format, reference_field;
    std::string script;  // "" unless the value is made by one
    bool coalesce = false;
};

// A row of sys_transform_script.
struct TransformScript {
    std::string sys_id, when, script;
};

// How rows of one staging table become records of one table: a row of sys_transform_map with what
// belongs to it.
struct TransformMap {
    std::string sys_id, name, source_table, target_table, script, enforce_mandatory;
    bool run_rules = true, copy_empty = false, create_on_empty_coalesce = false;
    std::vector<FieldMap> fields;
    std::vector<TransformScript> scripts;  // in their order

    bool coalesces() const;
    bool has_scripts(std::string_view when) const;
};

// The active maps of a staging table, in their order.
const std::vector<TransformMap>& transform_maps(const record::Snapshot& snapshot,
                                                std::string_view source_table);

}  // namespace stead::engine
