#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "model/query_sql.h"
#include "record/acl_decision.h"
#include "record/unit_environment.h"

namespace stead::record {

// Access decisions as conditions of one SELECT. Scripts cannot be said in SQL: where a rule has
// one, the condition lets through every row that the script could allow.
class AclSql {
public:
    AclSql(Unit& unit, model::SqlBuilder& builder, const model::Table& table)
        : unit_(unit),
          builder_(builder),
          table_(table),
          environment_(unit, UnitEnvironment::Asker::rule) {}

    // Rows of the queried table, each judged by the rules of its real class. Empty: all.
    std::optional<model::SqlPart> readable_rows();
    // The same without rows of classes whose rules have scripts.
    std::optional<model::SqlPart> exactly_readable_rows();

    // Rows of `target`, reached by `path`, or whose reference is empty. Empty path: the rows
    // themselves.
    using ByClass = std::function<const Decision&(const model::Table& real_class)>;
    std::optional<model::SqlPart> rows(const model::Table& target, std::string_view path,
                                       const ByClass& decision_of);

private:
    struct Group {
        const model::Table* judge;  // the topmost class of the group
        const Decision* decision;
        std::vector<std::string> classes;
    };
    std::vector<Group> group(const model::Table& target, const ByClass& decision_of) const;
    model::SqlPart decision_part(const Decision& decision, const model::Table& judge,
                                 const std::string& path);
    model::SqlPart allow_part(const Decision& decision, std::size_t level,
                              const model::Table& judge, const std::string& path);
    model::SqlPart passes(const BoundRule& rule, const model::Table& judge,
                          const std::string& path);
    model::SqlPart applies(const BoundRule& rule, const std::string& path);
    model::SqlPart said(const model::ParsedQuery& query, const std::string& path);
    std::optional<model::SqlPart> class_part(const std::string& path,
                                             const std::vector<std::string>& classes);

    Unit& unit_;
    model::SqlBuilder& builder_;
    const model::Table& table_;
    UnitEnvironment environment_;
};

}  // namespace stead::record
