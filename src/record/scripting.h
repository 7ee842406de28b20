#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "record/write.h"

namespace stead::record {

class Unit;

// How the record layer runs scripts it cannot see; implemented by the script layer.
// `origin` names the row for messages and the compile cache: "sys_script/<sys_id>.script".
// A failing or endless script throws base::Error(internal, …) unless a function says otherwise.
class Scripting {
public:
    virtual ~Scripting() = default;

    // A value: default_value and calculation of fields, `javascript:` in shipped conditions.
    // `current` may be null. Trusted: the text comes from a row that only admins write.
    virtual std::string value(Unit& unit, std::string_view origin, std::string_view script,
                              Record* current) = 0;
    // The same for text that came from outside (sysparm_query): only the guarded functions of
    // rest-api.md §3.3 and client-callable script includes. Empty: refused or failed.
    virtual std::optional<std::string> guarded_value(Unit& unit, std::string_view expression) = 0;
    // An ACL script: `answer`, or the value of the last expression.
    virtual bool allows(Unit& unit, std::string_view origin, std::string_view script,
                        Record& current) = 0;
    // Does the condition script of a rule hold in a write? It sees `current`, with what changed,
    // and `previous`.
    virtual bool holds(Unit& unit, std::string_view origin, std::string_view script, Write& write) {
        return allows(unit, origin, script, write.current);
    }
    // A before-query rule: `current` is a query of the table, not yet run. Returns the encoded
    // query of the conditions that the script added; "" = none.
    virtual std::string query_conditions(Unit& unit, std::string_view origin,
                                         std::string_view script, const model::Table& table) = 0;
    // A rule in a write: `current`, `previous`; may abort, change, and write other rows through the
    // unit.
    virtual void run(Unit& unit, std::string_view origin, std::string_view script,
                     Write& write) = 0;
};

}  // namespace stead::record
