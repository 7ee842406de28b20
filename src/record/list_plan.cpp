#include "record/list_plan.h"

#include <map>

#include "base/json_writer.h"

namespace stead::record {

namespace {

using model::Kind;

// Callers choose the fields: what is kept of that has bounds.
constexpr std::size_t most_plans = 1000;
constexpr std::size_t most_answers = 256;

// Columns ask nobody anything.
class NobodyAsks final : public model::QueryEnvironment {
public:
    base::Time now() const override { return {}; }
    std::string time_zone() const override { return "UTC"; }
    std::optional<std::string> evaluate(std::string_view) const override { return {}; }
    std::optional<std::string> dynamic(std::string_view) const override { return {}; }
    bool may_query(std::string_view, std::string_view, bool) const override { return false; }
};

ListColumn make_column(const model::Dictionary& dictionary, const model::Table& table,
                       std::string_view name) {
    ListColumn column;
    column.path = find_path(dictionary, table, base::trim(name));
    if (!column.path) return column;
    const auto& field = column.path->last();
    column.is_journal = field.kind() == Kind::journal || field.type->name == "journal_list";
    column.is_tags = field.type->name == "related_tags" && column.path->steps.size() == 1;
    if (field.kind() == Kind::reference || field.kind() == Kind::list)
        column.target = dictionary.find(field.reference);
    return column;
}

// The path to the name of the table that a document id is a row of.
std::optional<model::Path> table_path(const model::Dictionary& dictionary,
                                      const model::Table& table, std::string_view name,
                                      const model::Field& field) {
    if (field.kind() != Kind::document_id || field.dependent.empty()) return {};
    const auto dot = name.rfind('.');
    const auto before = dot == std::string_view::npos ? "" : name.substr(0, dot + 1);
    return find_path(dictionary, table, std::string(before) + field.dependent);
}

class ListPlans {
public:
    std::shared_ptr<const ListPlan> find(const Snapshot& snapshot, const model::Table& table,
                                         const db::Dialect& dialect,
                                         const std::vector<std::string>& fields) const {
        {
            const std::shared_lock lock(mutex_);
            if (const auto of_table = plans_.find(&table); of_table != plans_.end())
                if (const auto known = of_table->second.find(fields);
                    known != of_table->second.end())
                    return known->second;
        }
        auto plan = std::make_shared<const ListPlan>(snapshot.dictionary(), table, dialect, fields);
        const std::unique_lock lock(mutex_);
        if (++count_ > most_plans) plans_.clear(), count_ = 1;
        return plans_[&table].emplace(fields, std::move(plan)).first->second;
    }

private:
    mutable std::shared_mutex mutex_;
    using ByFields = std::map<std::vector<std::string>, std::shared_ptr<const ListPlan>>;
    mutable std::unordered_map<const model::Table*, ByFields> plans_;
    mutable std::size_t count_ = 0;
};

std::vector<std::string> names_of(const model::Table& table) {
    std::vector<std::string> names;
    names.reserve(table.fields().size());
    for (const auto& field : table.fields()) names.push_back(field.name);
    return names;
}

}  // namespace

// Passwords are told apart from nothing, and no more.
ListPlan::ListPlan(const model::Dictionary& dictionary, const model::Table& table,
                   const db::Dialect& dialect, const std::vector<std::string>& fields)
    : has_class_(table.has_class_name()) {
    const NobodyAsks nobody;
    model::SqlBuilder builder(dictionary, table, dialect, nobody);
    int position = 0;
    select(builder.column(*find_path(dictionary, table, "sys_id")), position);
    if (has_class_)
        select(builder.column(*find_path(dictionary, table, "sys_class_name")), position);
    for (const auto& name : fields.empty() ? names_of(table) : fields) {
        keys_.push_back(base::json_key(name));
        auto& column = columns_.emplace_back(make_column(dictionary, table, name));
        if (!column.path || column.path->last().column.empty()) continue;
        auto expression = builder.column(*column.path);
        if (column.path->last().kind() == Kind::password)
            expression = "CASE WHEN " + expression + " IS NULL THEN NULL ELSE '********' END";
        select(std::move(expression), column.position);
        if (const auto path = table_path(dictionary, table, base::trim(name), column.path->last()))
            select(builder.column(*path), column.table_position);
    }
    joins_ = builder.joins();
}

void ListPlan::select(std::string expression, int& position) {
    position = width_++;
    if (!expressions_.empty()) expressions_ += ", ";
    expressions_ += expression;
}

std::shared_ptr<const CellAnswers> ListPlan::answers(
    const TableAccess& access, const std::function<CellAnswers()>& make) const {
    {
        const std::shared_lock lock(mutex_);
        if (const auto known = answers_.find(&access); known != answers_.end())
            return known->second;
    }
    auto made = std::make_shared<const CellAnswers>(make());
    const std::unique_lock lock(mutex_);
    if (answers_.size() >= most_answers) answers_.clear();
    return answers_.emplace(&access, std::move(made)).first->second;
}

std::shared_ptr<const ListPlan> list_plan(const Snapshot& snapshot, const model::Table& table,
                                          const db::Dialect& dialect,
                                          const std::vector<std::string>& fields) {
    static const char key = 0;
    const auto make = [](const Snapshot&) { return std::make_shared<const ListPlans>(); };
    return std::static_pointer_cast<const ListPlans>(snapshot.attachment(&key, make))
        ->find(snapshot, table, dialect, fields);
}

}  // namespace stead::record
