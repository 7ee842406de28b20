#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/import/transform_map.h"
#include "record/unit.h"
#include "script/transform_log.h"

namespace stead::script {
class Scripts;
}

namespace stead::engine {

// What the scripts of a transform see, and what they made of it.
struct TransformState {
    record::Record& source;  // a row of the staging table; an empty one in onStart and onComplete
    record::Record& target;
    std::string set_id;  // of the sys_import_set row
    std::string action = "insert";
    bool ignore = false, error = false;
    std::string error_message, status_message;
    std::shared_ptr<script::TransformLog> log;
};

// Runs the scripts of one map, in the unit in which the row is transformed.
class TransformScripts {
public:
    TransformScripts(script::Scripts& scripts, const TransformMap& map)
        : scripts_(scripts), map_(map) {}

    // All scripts of this moment: onStart, onBefore … Throws Error when one sets `error`.
    void run(record::Unit& unit, std::string_view when, TransformState& state) const;
    // The script of the map itself.
    void run_map_script(record::Unit& unit, TransformState& state) const;
    // The value of a field map that has a script.
    std::string value(record::Unit& unit, const FieldMap& field, TransformState& state) const;

private:
    void run(record::Unit& unit, const std::string& origin, std::string_view text,
             TransformState& state) const;

    script::Scripts& scripts_;
    const TransformMap& map_;
};

}  // namespace stead::engine
