#include "record/selection.h"

#include <algorithm>

#include "model/encoded_query.h"
#include "record/class_sql.h"
#include "record/count_cache.h"
#include "record/query_guard.h"
#include "record/query_rules.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::record {

namespace {

using Asker = UnitEnvironment::Asker;

// Any class of the table that the person could read?
bool could_read(Unit& unit, const model::Table& table) {
    return std::any_of(table.descendants.begin(), table.descendants.end(), [&](const auto& name) {
        return bound_access(unit, *unit.dictionary().find(name))->may(Permission::read);
    });
}

bool scripts_judge(Unit& unit, const model::Table& table) {
    return std::any_of(table.descendants.begin(), table.descendants.end(), [&](const auto& name) {
        return bound_access(unit, *unit.dictionary().find(name))->rows_need_scripts();
    });
}

}  // namespace

Selection::Selection(Unit& unit, const model::Table& table, std::string_view query, Origin origin,
                     const model::SqlJoins& walked)
    : unit_(unit),
      table_(table),
      origin_(origin),
      asker_(unit, origin == Origin::outside ? Asker::person : Asker::program),
      rule_(unit, Asker::rule),
      builder_(unit.dictionary(), table, unit.connection().dialect(), asker_, walked),
      access_(bound_access(unit, table)) {
    auto parsed = model::parse_encoded_query(query, unit.dictionary(), table);
    dropped_ = std::move(parsed.dropped);
    add_access();
    add_query(parsed.query);
    if (!dropped_.empty() &&
        unit.snapshot().property_is_true("glide.invalid_query.returns_no_rows"))
        builder_.where({"1 = 0", {}});
}

void Selection::add_query(const model::EncodedQuery& query) {
    if (origin_ == Origin::outside && access_) QueryGuard(unit_, builder_, table_).check(query);
    if (!query.any.empty()) builder_.where(builder_.condition(query));
    builder_.order_by(query.order);
    const auto& more = builder_.dropped();
    dropped_.insert(dropped_.end(), more.begin(), more.end());
}

void Selection::require(const std::vector<model::Condition>& conditions) {
    model::Block block;
    for (const auto& condition : conditions) block.all.push_back({{condition}, {}});
    add_query({table_.name, {std::move(block)}, {}});
}

void Selection::tell(std::string_view path) {
    if (origin_ == Origin::outside && access_) QueryGuard(unit_, builder_, table_).check_told(path);
}

void Selection::add_access() {
    const auto rules = query_rules(unit_, table_);  // kept while it is walked
    for (const auto& rule : *rules)
        if (!rule->query.any.empty()) builder_.where(builder_.condition(rule->query, rule_));
    if (!access_) return;
    if (!could_read(unit_, table_)) nothing_ = true;
    if (nothing_)
        builder_.where({"1 = 0", {}});
    else if (auto filter = access_->row_filter(unit_, builder_))
        builder_.where(std::move(*filter));
}

std::vector<std::string> Selection::readable_ids() {
    const auto path = find_path(unit_.dictionary(), table_, "sys_id");
    const auto sql = builder_.select({builder_.column(*path)}, -1, 0);
    std::vector<std::string> ids;
    auto& statement = unit_.connection().prepare(sql.text).bind_all(sql.params);
    while (statement.step()) ids.emplace_back(statement.text(0));
    std::erase_if(ids, [&](const std::string& id) {
        const auto record = load(unit_, table_, id);
        return !record || !access_->may(Permission::read, unit_, *record);
    });
    return ids;
}

std::int64_t Selection::count() {
    if (nothing_) return 0;
    if (access_ && scripts_judge(unit_, table_))
        return static_cast<std::int64_t>(readable_ids().size());
    return unit_.store().counts().count(unit_.connection(), builder_.count());
}

bool Selection::settle_page(std::int64_t limit, std::int64_t offset) {
    if (nothing_ || !access_ || !scripts_judge(unit_, table_)) return false;
    const auto ids = readable_ids();
    const auto total = static_cast<std::int64_t>(ids.size());
    const auto begin = std::clamp<std::int64_t>(offset, 0, total);
    const auto end = limit < 0 ? total : std::min(total, begin + limit);
    const auto path = find_path(unit_.dictionary(), table_, "sys_id");
    model::SqlPart part{builder_.column(*path) + " IN (NULL", {}};
    for (auto i = begin; i < end; ++i) {
        part.text += ", ?";
        part.params.emplace_back(ids[static_cast<std::size_t>(i)]);
    }
    part.text += ")";
    builder_.where(std::move(part));
    return true;
}

}  // namespace stead::record
