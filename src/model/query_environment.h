#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace stead::model {

// What a condition may ask about the one who asks. Lives as long as one evaluation.
class QueryEnvironment {
public:
    virtual ~QueryEnvironment() = default;
    virtual base::Time now() const = 0;
    virtual std::string time_zone() const = 0;
    // The value of a `javascript:` expression (without the prefix); empty optional: not allowed or
    // failed, and the condition is dropped. "\n"-free; a list comes comma-joined.
    virtual std::optional<std::string> evaluate(std::string_view expression) const = 0;
    // The value of a sys_filter_option_dynamic row.
    virtual std::optional<std::string> dynamic(std::string_view sys_id) const = 0;
    // May this person's conditions name the field? (query ACLs). Only asked for queries from
    // outside.
    virtual bool may_query(std::string_view table, std::string_view field, bool range) const = 0;
};

}  // namespace stead::model
