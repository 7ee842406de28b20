#pragma once

#include "model/query_environment.h"

namespace stead::record {

class Unit;

// What conditions may ask about the person of a unit.
class UnitEnvironment final : public model::QueryEnvironment {
public:
    enum class Asker {
        person,   // text from outside: guarded scripts, readable fields and rows only
        program,  // text of scripts and engines
        rule      // text of access rules: what cannot be read or fails never holds
    };

    UnitEnvironment(Unit& unit, Asker asker) : unit_(unit), asker_(asker) {}

    base::Time now() const override;
    std::string time_zone() const override;
    std::optional<std::string> evaluate(std::string_view expression) const override;
    std::optional<std::string> dynamic(std::string_view sys_id) const override;
    bool may_query(std::string_view table, std::string_view field, bool range) const override;
    bool strict() const override;
    std::unique_ptr<model::SqlPart> readable(model::SqlBuilder& rows) const override;
    bool finds_many(const model::SqlPart& rows) const override;

private:
    bool is_bound_person() const;

    Unit& unit_;
    Asker asker_;
};

// The value of a trusted expression, worked out once per unit and person.
std::string trusted_value(Unit& unit, std::string_view expression);

}  // namespace stead::record
