#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "record/access.h"
#include "record/acl_decision.h"

namespace stead::record {

// The operations of ACLs that guard rows and fields. A query names a field in a way that can be
// matched (=, IN, is empty) or ranged over (everything else and ORDER BY).
enum class Guard { create, read, write, remove, query_match, query_range };

// Access compiled from rules. One per set of roles and table, kept with the snapshot, shared by
// threads; each operation is compiled when it is first asked about.
class TableAccess final : public Access {
public:
    // `session` stands for everybody with the same roles.
    TableAccess(const Snapshot& snapshot, std::shared_ptr<const Session> session,
                const model::Table& table);

    bool may(Permission permission) const override;
    bool may(Permission permission, Unit& unit, const Record& record) const override;
    bool may(Permission permission, const model::Field& field) const override;
    bool may(Permission permission, const model::Field& field, Unit& unit,
             const Record& record) const override;
    std::optional<model::SqlPart> row_filter(Unit& unit, model::SqlBuilder& builder) const override;
    bool rows_need_scripts() const override;
    std::vector<Step> explain(Permission permission, const model::Field* field, Unit& unit,
                              const Record& record) const override;

    const model::Table& table() const { return table_; }
    const Decision& rows(Guard guard) const { return operation(guard).rows; }
    const Decision& field(Guard guard, const model::Field& field) const;

private:
    struct Operation {
        std::once_flag compiled;
        Decision rows;
        std::vector<std::shared_ptr<const Decision>> fields;  // by Field::index
    };

    const Operation& operation(Guard guard) const;
    void compile(Guard guard, Operation& operation) const;
    Decision decide_rows(Guard guard) const;
    void let_owner_decide(Guard guard, Decision& decision) const;
    Decision decide_field(Guard guard, const model::Field& field) const;

    const Snapshot& snapshot_;
    std::shared_ptr<const Session> session_;
    const model::Table& table_;
    mutable std::array<Operation, 6> operations_;
};

Guard guard_of(Permission permission);
std::string_view operation_name(Guard guard);

// The rules that bind this unit's session for a table; null when none bind it.
const TableAccess* bound_access(Unit& unit, const model::Table& table);

// Is there a class below the table for which the decision is not a plain no?
bool could_pass(Unit& unit, const model::Table& table,
                const std::function<const Decision&(const TableAccess&)>& decision_of);

}  // namespace stead::record
