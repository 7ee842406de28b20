#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "record/list_plan.h"
#include "record/record.h"
#include "record/unit.h"

namespace stead::record {

// Which cells of a row may be shown. Rows of different classes have different rules; what holds for
// all rows of a class is worked out once.
class CellAccess {
public:
    CellAccess(Unit& unit, const model::Table& table, const ListPlan& plan);

    // Sets Cell::readable of every cell of this row. Rules with conditions read the row itself.
    void judge(std::string_view class_name, std::string_view sys_id, std::vector<Cell>& cells);

private:
    const CellAnswers& answers(std::string_view class_name);
    std::shared_ptr<const CellAnswers> answers_for(const model::Table& real) const;
    CellAnswer settle(const model::Table& real, const ListColumn& column) const;
    CellAnswer settle_step(const model::Path& path, std::size_t step) const;
    bool ask(const Record& record, const model::Path& path);

    Unit& unit_;
    const model::Table& table_;
    const ListPlan& plan_;
    bool bound_;
    base::TextMap<std::shared_ptr<const CellAnswers>> by_class_;
    std::string last_class_;
    const CellAnswers* last_answers_ = nullptr;
};

}  // namespace stead::record
