#include "record/list_columns.h"

#include "record/class_sql.h"
#include "record/lookup.h"
#include "record/table_access.h"

namespace stead::record {

namespace {

using model::Kind;

ListColumn make_column(const model::Dictionary& dictionary, const model::Table& table,
                       std::string_view name) {
    ListColumn column;
    column.path = find_path(dictionary, table, name);
    if (!column.path) return column;
    const auto& field = column.path->last();
    column.is_journal = field.kind() == Kind::journal || field.type->name == "journal_list";
    if (field.kind() == Kind::reference || field.kind() == Kind::list)
        column.target = dictionary.find(field.reference);
    return column;
}

}  // namespace

std::vector<ListColumn> list_columns(const model::Dictionary& dictionary, const model::Table& table,
                                     const std::vector<std::string>& fields) {
    std::vector<ListColumn> columns;
    for (const auto& name : fields)
        columns.push_back(make_column(dictionary, table, base::trim(name)));
    if (!fields.empty()) return columns;
    for (const auto& field : table.fields())
        columns.push_back(make_column(dictionary, table, field.name));
    return columns;
}

void select_columns(std::vector<ListColumn>& columns, model::SqlBuilder& builder,
                    std::vector<std::string>& expressions) {
    for (auto& column : columns) {
        if (!column.path || column.path->last().column.empty()) continue;
        auto expression = builder.column(*column.path);
        if (column.path->last().kind() == Kind::password)
            expression = "CASE WHEN " + expression + " IS NULL THEN NULL ELSE '********' END";
        column.position = static_cast<int>(expressions.size());
        expressions.push_back(std::move(expression));
    }
}

CellAccess::CellAccess(Unit& unit, const model::Table& table,
                       const std::vector<ListColumn>& columns)
    : unit_(unit), table_(table), columns_(columns), bound_(bound_access(unit, table) != nullptr) {}

void CellAccess::judge(std::string_view class_name, std::string_view sys_id,
                       std::vector<Cell>& cells) {
    if (!bound_) return;
    const auto& answers = this->answers(class_name);
    std::optional<Record> record;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i].readable = answers[i] == Answer::yes;
        if (answers[i] != Answer::ask) continue;
        if (!record) record = load(unit_, table_, sys_id);
        cells[i].readable = record && ask(*record, *columns_[i].path);
    }
}

const CellAccess::Answers& CellAccess::answers(std::string_view class_name) {
    if (!last_answers_ || last_class_ != class_name) {
        last_answers_ = &known_answers(class_name);
        last_class_ = class_name;
    }
    return *last_answers_;
}

const CellAccess::Answers& CellAccess::known_answers(std::string_view class_name) {
    if (const auto known = by_class_.find(class_name); known != by_class_.end())
        return known->second;
    const auto* real = unit_.dictionary().find(class_name);
    Answers answers;
    for (const auto& column : columns_) answers.push_back(settle(real ? *real : table_, column));
    return by_class_.emplace(std::string(class_name), std::move(answers)).first->second;
}

CellAccess::Answer CellAccess::settle(const model::Table& real, const ListColumn& column) const {
    if (!column.path) return Answer::no;
    const auto& path = *column.path;
    if (!real.is_a(path.tables.front()->name)) return Answer::no;
    auto answer = static_cast<Answer>(
        bound_access(unit_, real)->field(Guard::read, *path.steps.front()).kind);
    for (std::size_t step = 1; step < path.steps.size() && answer != Answer::no; ++step) {
        const auto next = settle_step(path, step);
        if (next != Answer::yes) answer = next;
    }
    return answer;
}

// Behind a reference may be a row of any descendant, each with its own rules.
CellAccess::Answer CellAccess::settle_step(const model::Path& path, std::size_t step) const {
    using Kind = Decision::Kind;
    bool all_yes = true, all_no = true;
    for (const auto& name : path.tables[step]->descendants) {
        const auto* access = bound_access(unit_, *unit_.dictionary().find(name));
        const auto row = access->rows(Guard::read).kind;
        const auto cell = access->field(Guard::read, *path.steps[step]).kind;
        all_yes &= row == Kind::yes && cell == Kind::yes;
        all_no &= row == Kind::no || cell == Kind::no;
    }
    return all_yes ? Answer::yes : all_no ? Answer::no : Answer::ask;
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
