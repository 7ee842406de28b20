#include "record/access.h"

#include <algorithm>

#include "record/access_cache.h"
#include "record/read_state.h"
#include "record/unit.h"

namespace stead::record {

namespace {

// For the program itself and for scripts that are not bound by ACLs.
class OpenAccess final : public Access {
public:
    bool may(Permission) const override { return true; }
    bool may(Permission, Unit&, const Record&) const override { return true; }
    bool may(Permission, const model::Field&) const override { return true; }
    bool may(Permission, const model::Field&, Unit&, const Record&) const override { return true; }
    std::optional<model::SqlPart> row_filter(Unit&, model::SqlBuilder&) const override {
        return {};
    }
    bool rows_need_scripts() const override { return false; }
    std::vector<Step> explain(Permission, const model::Field*, Unit&,
                              const Record&) const override {
        return {};
    }
};

const OpenAccess open_access;

}  // namespace

// Records may come from a snapshot that this unit has replaced, so the table is found by name.
const TableAccess* bound_access(Unit& unit, const model::Table& table) {
    if (unit.session().system || !unit.session().bound_by_acls) return nullptr;
    const auto& snapshot = unit.snapshot();
    auto& person = reading_of(unit);
    if (person.access_generation != snapshot.generation()) {
        person.access.clear();
        person.access_generation = snapshot.generation();
    }
    auto& known = person.access[&table];
    if (!known)
        known = &AccessCache::of(snapshot).find(snapshot, unit.session_ptr(),
                                                unit.dictionary().get(table.name));
    return known;
}

bool could_pass(Unit& unit, const model::Table& table,
                const std::function<const Decision&(const TableAccess&)>& decision_of) {
    return std::any_of(table.descendants.begin(), table.descendants.end(), [&](const auto& name) {
        const auto& access = *bound_access(unit, *unit.dictionary().find(name));
        return decision_of(access).kind != Decision::Kind::no;
    });
}

const Access& Unit::access(const model::Table& table) {
    const auto* bound = bound_access(*this, table);
    if (bound) return *bound;
    return open_access;
}

}  // namespace stead::record
