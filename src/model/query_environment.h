#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace stead::model {

class SqlBuilder;
struct SqlPart;

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
    // What becomes of a condition that cannot be read or whose script fails: in a list it is left
    // out (false); in a rule that gives access it never holds (true).
    virtual bool strict() const { return false; }
    // The rows of the builder's table that the person may read, as a condition for that builder;
    // null: all. Asked for the tables that conditions walk to or look into, so that nobody learns
    // from a query what he may not read.
    virtual std::unique_ptr<SqlPart> readable(SqlBuilder& rows) const;
    // Does this SELECT find so many rows that a list had better walk in its own order and look
    // whether each row is among them?
    virtual bool finds_many(const SqlPart&) const { return false; }
};

}  // namespace stead::model
