#include "record/unit_environment.h"

#include "base/date_time.h"
#include "record/acl_sql.h"
#include "record/count_cache.h"
#include "record/metadata_rows.h"
#include "record/read_state.h"
#include "record/scripting.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/table_access.h"
#include "record/unit.h"

namespace stead::record {

namespace {

// What nearly every condition asks for needs no script engine.
std::optional<std::string> about_the_person(const Session& session, std::string_view expression) {
    if (expression == "gs.getUserID()") return session.user_id;
    if (expression == "gs.getUserName()") return session.user_name;
    if (expression == "gs.getUserDisplayName()") return session.display_name;
    if (expression == "gs.getUser().getCompanyID()") return session.company;
    if (expression == "getMyGroups()" || expression == "gs.getUser().getMyGroups()")
        return base::join(session.groups, ",");
    return {};
}

std::string_view without_semicolon(std::string_view expression) {
    expression = base::trim(expression);
    while (expression.ends_with(';'))
        expression = base::trim(expression.substr(0, expression.size() - 1));
    return expression;
}

}  // namespace

base::Time UnitEnvironment::now() const {
    return unit_.now();
}

std::string UnitEnvironment::time_zone() const {
    return unit_.session().time_zone;
}

std::optional<std::string> UnitEnvironment::evaluate(std::string_view expression) const {
    expression = without_semicolon(expression);
    if (auto known = about_the_person(unit_.session(), expression)) return known;
    // Scripts show it in the person's zone; a condition compares it with stored times.
    if (expression == "gs.nowDateTime()") return base::format_utc(now());
    if (asker_ != Asker::person || unit_.session().system) return trusted_value(unit_, expression);
    return unit_.store().scripting().guarded_value(unit_, expression);
}

std::optional<std::string> UnitEnvironment::dynamic(std::string_view sys_id) const {
    for (const auto& row : unit_.snapshot().rows("sys_filter_option_dynamic"))
        if (column(row, "sys_id") == sys_id) return trusted_value(unit_, column(row, "script"));
    return {};
}

bool UnitEnvironment::is_bound_person() const {
    return asker_ == Asker::person && unit_.session().bound_by_acls && !unit_.session().system;
}

// Rules with conditions narrow the query instead (query_guard.h).
bool UnitEnvironment::may_query(std::string_view table, std::string_view field, bool range) const {
    if (!is_bound_person()) return true;
    const auto& named = unit_.dictionary().get(table);
    const auto* found = named.find(field);
    const auto guard = range ? Guard::query_range : Guard::query_match;
    return found && found->kind() != model::Kind::password &&
           could_pass(unit_, named, [&](const TableAccess& access) -> const Decision& {
               return access.field(guard, *found);
           });
}

bool UnitEnvironment::strict() const {
    return asker_ == Asker::rule;
}

std::unique_ptr<model::SqlPart> UnitEnvironment::readable(model::SqlBuilder& rows) const {
    if (!is_bound_person()) return nullptr;
    // Journal fields are looked for among the entries of rows and fields that were judged before; a
    // query that names the table of entries itself is refused (query_guard.h).
    const auto owner = bound_access(unit_, rows.table())->rows(Guard::read).owner;
    if (owner && !owner->field.empty()) return nullptr;
    auto part = AclSql(unit_, rows, rows.table()).exactly_readable_rows();
    return part ? std::make_unique<model::SqlPart>(std::move(*part)) : nullptr;
}

bool UnitEnvironment::finds_many(const model::SqlPart& rows) const {
    constexpr std::int64_t many = 20'000;
    const model::SqlPart some{
        "SELECT COUNT(*) FROM (" + rows.text + " LIMIT " + std::to_string(many) + ")", rows.params};
    return unit_.store().counts().count(unit_.connection(), some) == many;
}

std::string trusted_value(Unit& unit, std::string_view expression) {
    expression = without_semicolon(expression);
    if (auto known = about_the_person(unit.session(), expression)) return *known;
    auto& values = reading_of(unit).values;
    if (const auto known = values.find(expression); known != values.end()) return known->second;
    auto plain = unit.as(reading_of(unit).plain);
    auto value = unit.store().scripting().value(plain, "condition", expression, nullptr);
    reading_of(unit).values[std::string(expression)] = value;
    return value;
}

}  // namespace stead::record
