#include "record/visibility.h"

#include "record/query_rules.h"
#include "record/table_access.h"
#include "record/unit.h"

namespace stead::record {

bool is_visible(Unit& unit, const Record& record) {
    const auto* access = bound_access(unit, record.table());
    if (access && !access->may(Permission::read, unit, record)) return false;
    return query_rules_allow(unit, record);
}

void conceal_unreadable(Unit& unit, Record& record) {
    for (const auto& field : record.table().fields())
        if (field.kind() == model::Kind::password) record.load(field, {});
    const auto* access = bound_access(unit, record.table());
    if (!access) return;
    std::vector<const model::Field*> unreadable;
    for (const auto& field : record.table().fields()) {
        const auto& decision = access->field(Guard::read, field);
        if (decision.kind == Decision::Kind::yes) continue;
        if (!allows(decision, unit, record)) unreadable.push_back(&field);
    }
    for (const auto* field : unreadable) record.conceal(*field);
}

}  // namespace stead::record
