#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/dictionary.h"
#include "model/encoded_query.h"
#include "record/access.h"
#include "record/owner_access.h"
#include "record/record.h"
#include "record/session.h"
#include "record/snapshot.h"

namespace stead::record {

class Unit;

// An ACL with what one session's roles make of it, for one table.
struct BoundRule {
    const AclRule* rule = nullptr;
    bool roles_pass = false;
    bool by_admin = false;                                 // admin overrides: nothing else is asked
    std::shared_ptr<const model::ParsedQuery> condition;   // null: none, or made by a script
    std::shared_ptr<const model::ParsedQuery> applies_to;  // null: to every row

    bool has_script() const { return roles_pass && !by_admin && !rule->script.empty(); }
    bool has_made_condition() const;  // the whole condition is `javascript:…`
    bool passes_always() const;       // no row can make a difference
    bool applies_always() const { return !applies_to; }
};

BoundRule bind(const AclRule& rule, const Snapshot& snapshot, const Session& session,
               const model::Table& table);

// All rules that have a say about one thing, in the order of platform.md §2.3: every Deny-Unless
// that applies must pass; then the first level with an Allow-If that applies decides.
struct Decision {
    enum class Kind { no, yes, ask };
    struct Level {
        std::vector<BoundRule> rules;  // that could still pass
        bool closes = false;           // it applies to every row: no further level is looked at
    };

    Kind kind = Kind::ask;
    std::vector<BoundRule> deny;
    std::vector<Level> allow;
    bool otherwise = true;  // when no Allow-If applies
    bool scripts = false;   // some rule has one
    bool refused = false;   // a Deny-Unless fails whatever the row
    // Set where the owner of a row may say yes, too; `scripts` is true then, because SQL cannot
    // ask.
    std::shared_ptr<const OwnerColumns> owner;
    Permission permission = {};  // to ask the owner for
    std::string identity;        // equal for decisions made of the same rules
};

// The names of the rules in the order in which they are looked for.
using RuleNames = std::vector<std::string>;
RuleNames table_rule_names(const model::Table& table);
RuleNames field_rule_names(const model::Table& table, std::string_view field);

bool has_rules(const Snapshot& snapshot, const RuleNames& names, std::string_view operation);

Decision decide(const Snapshot& snapshot, const Session& session, const model::Table& table,
                const RuleNames& names, std::string_view operation, bool otherwise);

// The decision about a record, conditions and scripts asked.
bool allows(const Decision& decision, Unit& unit, const Record& record);
// Parts of it, for explanations.
bool applies(const BoundRule& rule, Unit& unit, const Record& record);
bool condition_holds(const BoundRule& rule, Unit& unit, const Record& record);
bool script_holds(const BoundRule& rule, Unit& unit, const Record& record);

// The condition of a rule, also of one that a script makes. Null: it cannot be read, nothing
// passes.
std::shared_ptr<const model::ParsedQuery> condition_of(const BoundRule& rule, Unit& unit,
                                                       const model::Table& table);

}  // namespace stead::record
