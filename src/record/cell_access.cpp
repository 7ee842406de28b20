#include "record/cell_access.h"

#include "record/class_sql.h"
#include "record/lookup.h"
#include "record/table_access.h"

namespace stead::record {

CellAccess::CellAccess(Unit& unit, const model::Table& table, const ListPlan& plan)
    : unit_(unit), table_(table), plan_(plan), bound_(bound_access(unit, table) != nullptr) {}

void CellAccess::judge(std::string_view class_name, std::string_view sys_id,
                       std::vector<Cell>& cells) {
    if (!bound_) return;
    const auto& answers = this->answers(class_name);
    std::optional<Record> record;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i].readable = answers[i] == CellAnswer::yes;
        if (answers[i] != CellAnswer::ask) continue;
        if (!record) record = load(unit_, table_, sys_id);
        cells[i].readable = record && ask(*record, *plan_.columns()[i].path);
    }
}

const CellAnswers& CellAccess::answers(std::string_view class_name) {
    if (last_answers_ && last_class_ == class_name) return *last_answers_;
    auto& known = by_class_[std::string(class_name)];
    if (!known) {
        const auto* real = unit_.dictionary().find(class_name);
        known = answers_for(real ? *real : table_);
    }
    last_answers_ = known.get();
    last_class_ = class_name;
    return *known;
}

// They depend on the roles of the person, as his access does, and on nothing else of him.
std::shared_ptr<const CellAnswers> CellAccess::answers_for(const model::Table& real) const {
    return plan_.answers(*bound_access(unit_, real), [&] {
        CellAnswers answers;
        for (const auto& column : plan_.columns()) answers.push_back(settle(real, column));
        return answers;
    });
}

CellAnswer CellAccess::settle(const model::Table& real, const ListColumn& column) const {
    if (!column.path) return CellAnswer::no;
    const auto& path = *column.path;
    if (!real.is_a(path.tables.front()->name)) return CellAnswer::no;
    auto answer = static_cast<CellAnswer>(
        bound_access(unit_, real)->field(Guard::read, *path.steps.front()).kind);
    for (std::size_t step = 1; step < path.steps.size() && answer != CellAnswer::no; ++step) {
        const auto next = settle_step(path, step);
        if (next != CellAnswer::yes) answer = next;
    }
    return answer;
}

// Behind a reference may be a row of any descendant, each with its own rules.
CellAnswer CellAccess::settle_step(const model::Path& path, std::size_t step) const {
    using Kind = Decision::Kind;
    bool all_yes = true, all_no = true;
    for (const auto& name : path.tables[step]->descendants) {
        const auto* access = bound_access(unit_, *unit_.dictionary().find(name));
        const auto row = access->rows(Guard::read).kind;
        const auto cell = access->field(Guard::read, *path.steps[step]).kind;
        all_yes &= row == Kind::yes && cell == Kind::yes;
        all_no &= row == Kind::no || cell == Kind::no;
    }
    return all_yes ? CellAnswer::yes : all_no ? CellAnswer::no : CellAnswer::ask;
}

bool CellAccess::ask(const Record& record, const model::Path& path) {
    const auto may_read = [&](const Record& row, const model::Field& field) {
        return allows(bound_access(unit_, row.table())->field(Guard::read, field), unit_, row);
    };
    if (!may_read(record, *path.steps.front())) return false;
    std::string sys_id = record.get(path.steps.front()->name);
    for (std::size_t step = 1; step < path.steps.size() && !sys_id.empty(); ++step) {
        const auto row = load(unit_, *path.tables[step], sys_id);
        if (!row) return true;  // nothing there to hide
        const auto* access = bound_access(unit_, row->table());
        if (!access->may(Permission::read, unit_, *row)) return false;
        if (!may_read(*row, *path.steps[step])) return false;
        sys_id = row->get(path.steps[step]->name);
    }
    return true;
}

}  // namespace stead::record
