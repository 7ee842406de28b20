#include "record/table_access.h"

#include "record/acl_sql.h"
#include "record/unit.h"

namespace stead::record {

namespace {

using Kind = Decision::Kind;

constexpr std::array<std::string_view, 6> names = {"create", "read",        "write",
                                                   "delete", "query_match", "query_range"};

Decision settled(Kind kind) {
    Decision decision;
    decision.kind = kind;
    return decision;
}

bool is_query(Guard guard) {
    return guard == Guard::query_match || guard == Guard::query_range;
}

// A field that is read-only for every door but forms (platform.md §1.1).
bool is_read_only(const model::Field& field) {
    return field.read_only && field.read_only_option != "display_read_only";
}

bool changes(Permission permission) {
    return permission == Permission::write || permission == Permission::create;
}

}  // namespace

Guard guard_of(Permission permission) {
    return static_cast<Guard>(permission);
}

std::string_view operation_name(Guard guard) {
    return names[static_cast<std::size_t>(guard)];
}

TableAccess::TableAccess(const Snapshot& snapshot, std::shared_ptr<const Session> session,
                         const model::Table& table)
    : snapshot_(snapshot), session_(std::move(session)), table_(table) {}

const TableAccess::Operation& TableAccess::operation(Guard guard) const {
    auto& operation = operations_[static_cast<std::size_t>(guard)];
    std::call_once(operation.compiled, [&] { compile(guard, operation); });
    return operation;
}

// Most fields of a table share one decision.
void TableAccess::compile(Guard guard, Operation& operation) const {
    operation.rows = decide_rows(guard);
    std::map<std::string, std::shared_ptr<const Decision>> known;
    for (const auto& field : table_.fields()) {
        auto decision = std::make_shared<const Decision>(decide_field(guard, field));
        operation.fields.push_back(known.emplace(decision->identity, decision).first->second);
    }
}

// Tables that no rule names are for admins, unless the system is set to allow by default.
Decision TableAccess::decide_rows(Guard guard) const {
    if (is_query(guard)) return settled(Kind::yes);
    const bool deny = snapshot_.property("glide.sm.default_mode", "deny") != "allow";
    auto rule_names = table_rule_names(table_);
    if (deny) rule_names.pop_back();
    auto decision = decide(snapshot_, *session_, table_, rule_names, operation_name(guard),
                           !deny || session_->admin);
    let_owner_decide(guard, decision);
    return decision;
}

void TableAccess::let_owner_decide(Guard guard, Decision& decision) const {
    if (guard == Guard::create || decision.kind == Kind::yes || decision.refused) return;
    auto owner = owner_columns(table_);
    if (!owner || !session_->has_any_role(owner->roles)) return;
    if (guard != Guard::read && !owner->writes) return;
    decision.owner = std::move(owner);
    decision.permission = static_cast<Permission>(guard);
    decision.kind = Kind::ask;
    decision.scripts = true;
}

// What a new row may hold is what may be written, and what may be asked for is what may be read,
// unless rules say otherwise.
Decision TableAccess::decide_field(Guard guard, const model::Field& field) const {
    const auto rule_names = field_rule_names(table_, field.name);
    if (!has_rules(snapshot_, rule_names, operation_name(guard))) {
        if (guard == Guard::create) guard = Guard::write;
        if (is_query(guard)) guard = Guard::read;
    }
    return decide(snapshot_, *session_, table_, rule_names, operation_name(guard), true);
}

const Decision& TableAccess::field(Guard guard, const model::Field& field) const {
    const auto& fields = operation(guard).fields;
    const auto index = static_cast<std::size_t>(field.index);
    if (index < fields.size() && table_.fields()[index].name == field.name) return *fields[index];
    static const Decision no_such_field = settled(Kind::no);
    const auto* own = table_.find(field.name);
    return own ? *fields[static_cast<std::size_t>(own->index)] : no_such_field;
}

bool TableAccess::may(Permission permission) const {
    return rows(guard_of(permission)).kind != Kind::no;
}

bool TableAccess::may(Permission permission, Unit& unit, const Record& record) const {
    if (record.table().name != table_.name)
        return unit.access(record.table()).may(permission, unit, record);
    return allows(rows(guard_of(permission)), unit, record);
}

bool TableAccess::may(Permission permission, const model::Field& field) const {
    if (changes(permission) && is_read_only(field)) return false;
    return this->field(guard_of(permission), field).kind != Kind::no;
}

bool TableAccess::may(Permission permission, const model::Field& field, Unit& unit,
                      const Record& record) const {
    if (!may(permission, field)) return false;
    return allows(this->field(guard_of(permission), field), unit, record);
}

std::optional<model::SqlPart> TableAccess::row_filter(Unit& unit,
                                                      model::SqlBuilder& builder) const {
    return AclSql(unit, builder, table_).readable_rows();
}

bool TableAccess::rows_need_scripts() const {
    return rows(Guard::read).scripts;
}

}  // namespace stead::record
