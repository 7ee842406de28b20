#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "model/query_sql.h"
#include "record/record.h"
#include "record/unit.h"

namespace stead::record {

// What a list shows: the columns that were asked for, and who may read which of them.
struct ListColumn {
    std::optional<model::Path> path;       // none: names nothing that exists
    const model::Table* target = nullptr;  // of a reference
    int position = -1;                     // in the SELECT; -1: nothing is stored
    bool is_journal = false;
};

std::vector<ListColumn> list_columns(const model::Dictionary& dictionary, const model::Table& table,
                                     const std::vector<std::string>& fields);

// Adds the expressions of the columns and sets their positions. Passwords are told apart from
// nothing, and no more.
void select_columns(std::vector<ListColumn>& columns, model::SqlBuilder& builder,
                    std::vector<std::string>& expressions);

// Which cells of a row may be shown. Rows of different classes have different rules; what holds for
// all rows of a class is worked out once.
class CellAccess {
public:
    CellAccess(Unit& unit, const model::Table& table, const std::vector<ListColumn>& columns);

    // Sets Cell::readable of every cell of this row. Rules with conditions read the row itself.
    void judge(std::string_view class_name, std::string_view sys_id, std::vector<Cell>& cells);

private:
    enum class Answer : char { no, yes, ask };
    using Answers = std::vector<Answer>;

    const Answers& answers(std::string_view class_name);
    const Answers& known_answers(std::string_view class_name);
    Answer settle(const model::Table& real, const ListColumn& column) const;
    Answer settle_step(const model::Path& path, std::size_t step) const;
    bool ask(const Record& record, const model::Path& path);

    Unit& unit_;
    const model::Table& table_;
    const std::vector<ListColumn>& columns_;
    bool bound_;
    base::TextMap<Answers> by_class_;
    std::string last_class_;
    const Answers* last_answers_ = nullptr;
};

}  // namespace stead::record
