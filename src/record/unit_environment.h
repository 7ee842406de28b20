#pragma once

#include "model/query_environment.h"

namespace stead::record {

class Unit;

// What conditions may ask about the person of a unit. Whether the person may name a field is
// settled before (query_guard.h).
class UnitEnvironment final : public model::QueryEnvironment {
public:
    // Trusted text comes from rows that only admins write; guarded text from anywhere.
    enum class Trust { trusted, guarded };

    UnitEnvironment(Unit& unit, Trust trust) : unit_(unit), trust_(trust) {}
    void set_trust(Trust trust) { trust_ = trust; }

    base::Time now() const override;
    std::string time_zone() const override;
    std::optional<std::string> evaluate(std::string_view expression) const override;
    std::optional<std::string> dynamic(std::string_view sys_id) const override;
    bool may_query(std::string_view table, std::string_view field, bool range) const override;

private:
    Unit& unit_;
    Trust trust_;
};

// The value of a trusted expression, worked out once per unit and person.
std::string trusted_value(Unit& unit, std::string_view expression);

}  // namespace stead::record
