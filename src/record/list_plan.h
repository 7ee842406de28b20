#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/query_sql.h"
#include "record/snapshot.h"

namespace stead::record {

class TableAccess;

struct ListColumn {
    std::optional<model::Path> path;       // none: names nothing that exists
    const model::Table* target = nullptr;  // of a reference
    int position = -1;                     // in the SELECT; -1: nothing is stored
    int table_position = -1;               // of the table's name, where a document id has one
    bool is_journal = false;
    bool is_tags = false;
};

// What an ACL makes of a cell without its row: `ask` needs the row.
enum class CellAnswer : char { no, yes, ask };
using CellAnswers = std::vector<CellAnswer>;  // by column

// What a list of these fields of this table selects. The same for everybody; what differs by person
// are the answers of the ACLs, which are kept by the access that they were worked out for.
class ListPlan {
public:
    ListPlan(const model::Dictionary& dictionary, const model::Table& table,
             const db::Dialect& dialect, const std::vector<std::string>& fields);

    const std::vector<std::string>& keys() const { return keys_; }  // Row::keys
    const std::vector<ListColumn>& columns() const { return columns_; }
    // The SELECT's expressions: sys_id, sys_class_name if there is one, then those of the columns.
    const std::string& expressions() const { return expressions_; }
    int width() const { return width_; }
    bool has_class() const { return has_class_; }
    const model::SqlJoins& joins() const { return joins_; }  // for the builder of the SELECT

    // The answers for rows of a class whose access is this one. `make` may run twice; the first
    // result stays.
    std::shared_ptr<const CellAnswers> answers(const TableAccess& access,
                                               const std::function<CellAnswers()>& make) const;

private:
    void select(std::string expression, int& position);

    std::vector<std::string> keys_;
    std::vector<ListColumn> columns_;
    std::string expressions_;
    int width_ = 0;
    bool has_class_;
    model::SqlJoins joins_;
    mutable std::shared_mutex mutex_;
    mutable std::unordered_map<const TableAccess*, std::shared_ptr<const CellAnswers>> answers_;
};

// The plan of a list of `fields` (none: all that the table has), kept with the snapshot.
std::shared_ptr<const ListPlan> list_plan(const Snapshot& snapshot, const model::Table& table,
                                          const db::Dialect& dialect,
                                          const std::vector<std::string>& fields);

}  // namespace stead::record
