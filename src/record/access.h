#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dictionary.h"
#include "model/query_sql.h"
#include "record/record.h"
#include "record/session.h"

namespace stead::record {

class Unit;

enum class Permission { create, read, write, remove };

// What one session may do with one table, compiled from the ACL rows of the snapshot (platform.md
// §2.3): roles are settled here, conditions stay conditions.
class Access {
public:
    virtual ~Access() = default;

    // May the session do this with any row at all? Without a record, conditions count as "perhaps".
    virtual bool may(Permission permission) const = 0;
    // With this record, conditions and scripts asked.
    virtual bool may(Permission permission, Unit& unit, const Record& record) const = 0;
    // The field, given that the row is allowed.
    virtual bool may(Permission permission, const model::Field& field) const = 0;
    virtual bool may(Permission permission, const model::Field& field, Unit& unit,
                     const Record& record) const = 0;

    // The rows that the session may read, as SQL; empty: all. Joins what it needs into the builder.
    virtual std::optional<model::SqlPart> row_filter(Unit& unit,
                                                     model::SqlBuilder& builder) const = 0;

    // Some rule has a script: `row_filter` lets more rows through than the session may read, and
    // each must be asked about with may(read, unit, record).
    virtual bool rows_need_scripts() const = 0;

    // The decision with the rules that were asked, in words, for "why can't I see it".
    struct Step {
        std::string rule_sys_id, name, operation,
            outcome;  // outcome: passed, no role, condition, script
    };
    virtual std::vector<Step> explain(Permission permission, const model::Field* field, Unit& unit,
                                      const Record& record) const = 0;
};

}  // namespace stead::record
