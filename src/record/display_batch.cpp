#include "record/display_batch.h"

#include <algorithm>

#include "record/display.h"
#include "record/unit.h"

namespace stead::record {

namespace {

constexpr std::size_t most = 256;

// Few different statements, so that each is prepared once.
std::size_t placeholders(std::size_t count) {
    std::size_t size = 1;
    while (size < count) size *= 4;
    return size;
}

std::string select(const model::Table& table, std::size_t count, const db::Dialect& dialect) {
    std::string sql = "SELECT \"sys_id\", " + dialect.quote(table.display_field().column) +
                      " FROM " + dialect.quote(table.storage()) + " WHERE \"sys_id\" IN (";
    for (std::size_t i = 1; i <= count; ++i)
        sql += (i > 1 ? ", " : "") + dialect.placeholder(static_cast<int>(i));
    return sql + ")";
}

}  // namespace

void DisplayBatch::want(const model::Table& table, std::string_view sys_id) {
    if (sys_id.empty()) return;
    auto& shown = tables_[&table];
    if (shown.known.find(sys_id) != shown.known.end()) return;
    shown.known.emplace(sys_id, std::string());
    shown.wanted.emplace_back(sys_id);
}

void DisplayBatch::fetch() {
    for (auto& [table, shown] : tables_) {
        if (!shown.wanted.empty()) fetch(*table, shown);
        shown.wanted.clear();
    }
}

// A display value that is a reference itself is followed row by row: it is rare.
void DisplayBatch::fetch(const model::Table& table, Shown& shown) {
    const auto& field = table.display_field();
    if (field.column.empty() || needs_lookup(field)) {
        for (const auto& id : shown.wanted) shown.known[id] = display_of_row(unit_, table, id);
        return;
    }
    for (std::size_t begin = 0; begin < shown.wanted.size(); begin += most)
        fetch_some(table, shown, begin, std::min(begin + most, shown.wanted.size()));
}

void DisplayBatch::fetch_some(const model::Table& table, Shown& shown, std::size_t begin,
                              std::size_t end) {
    const auto size = placeholders(end - begin);
    auto& statement = unit_.connection().prepare(select(table, size, unit_.connection().dialect()));
    for (std::size_t i = 0; i < size; ++i)
        statement.bind(static_cast<int>(i) + 1,
                       i < end - begin ? std::string_view(shown.wanted[begin + i]) : "");
    std::string scratch;
    while (statement.step()) {
        const auto found = shown.known.find(statement.text(0));
        if (found == shown.known.end()) continue;
        found->second = plain_display(unit_, table.display_field(), statement.text(1), scratch);
    }
}

std::string_view DisplayBatch::find(const model::Table& table, std::string_view sys_id) const {
    const auto shown = tables_.find(&table);
    if (shown == tables_.end()) return {};
    const auto found = shown->second.known.find(sys_id);
    return found == shown->second.known.end() ? std::string_view() : found->second;
}

}  // namespace stead::record
