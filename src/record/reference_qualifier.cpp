#include "record/reference_qualifier.h"

#include "base/error.h"
#include "base/ids.h"
#include "base/text.h"
#include "record/scripting.h"
#include "record/session.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::record {

namespace {

using model::Field;
using model::Kind;
using model::Table;

constexpr std::string_view script_prefix = "javascript:";

bool is_person_of_group(const Unit& unit, const Table& target, const Field& group) {
    const auto* groups = unit.dictionary().find(group.reference);
    return groups && groups->is_a("sys_user_group") && target.is_a("sys_user");
}

// A field that depends on another one is limited by it: members of a group, rows of an account.
std::string dependent_limit(const Unit& unit, const Field& field, const Table& target,
                            const Record& record) {
    const auto* master = record.table().find(field.dependent);
    if (!master || !base::is_sys_id(record.get(*master))) return {};
    if (is_person_of_group(unit, target, *master))
        return "RLQUERYsys_user_grmember.user,>=1^group=" + record.get(*master) + "^ENDRLQUERY";
    for (const auto& own : target.fields())
        if (own.kind() == Kind::reference && own.reference == master->reference)
            return own.name + "=" + record.get(*master);
    return {};
}

std::string joined(const std::string& a, const std::string& b) {
    return a.empty() || b.empty() ? a + b : a + "^" + b;
}

// Every alternative of a query, with a condition added.
std::string with(const std::string& query, const std::string& condition) {
    return joined(base::replace_all(query, "^NQ", "^" + condition + "^NQ"), condition);
}

// What a qualifier's script sees of a record: it makes a query of values, and none of them may add
// conditions or scripts of its own.
Record without_query_parts(const Record& record) {
    Record seen = record;
    for (const auto& field : record.table().fields())
        if (const auto& value = record.get(field);
            value.find('^') != std::string::npos || value.starts_with(script_prefix))
            seen.load(field, "");
    return seen;
}

std::string qualifier_of(Unit& unit, const Field& field, const Record& record) {
    std::string_view text = field.reference_qual;
    if (!text.starts_with(script_prefix)) return std::string(text);
    auto plain = unit.as(with_acls(unit.session_ptr(), false));
    Record seen = without_query_parts(record);
    return unit.store().scripting().value(
        plain, "sys_dictionary/" + field.declared_by + "." + field.name + ".reference_qual",
        text.substr(script_prefix.size()), &seen);
}

}  // namespace

std::string reference_qualifier(Unit& unit, const Field& field, Record& record) {
    auto limits = qualifier_of(unit, field, record);
    const auto& target = reference_target(unit, field, record);
    if (const auto limit = dependent_limit(unit, field, target, record); !limit.empty())
        limits = with(limits, limit);
    if (target.find("active") && limits.find("active") == std::string::npos)
        limits = with(limits, "active=true");
    return limits;
}

const Table& reference_target(const Unit& unit, const Field& field, const Record& record) {
    if (field.kind() == Kind::document_id)
        return unit.dictionary().get(record.get(field.dependent));
    if (field.reference.empty())
        throw base::Error(base::Status::bad_request, "This field names no other record",
                          field.name);
    return unit.dictionary().get(field.reference);
}

}  // namespace stead::record
