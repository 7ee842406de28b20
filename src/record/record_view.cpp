#include "record/record_view.h"

#include "model/query_sql.h"
#include "record/display.h"
#include "record/lookup.h"
#include "record/unit.h"
#include "record/unit_environment.h"
#include "record/write.h"

namespace stead::record {

std::string RecordView::value(const model::Path& path) const {
    const auto& first = record_.get(path.steps.front()->name);
    return path.steps.size() == 1 ? first : stored_value_at(unit_, path, 1, first);
}

std::string RecordView::display(const model::Path& path) const {
    return display_of(unit_, path.last(), value(path));
}

std::optional<std::string> RecordView::old_value(const model::Path& path) const {
    if (!write_ || !write_->previous || path.steps.size() != 1) return {};
    return write_->previous->get(path.last().name);
}

std::int64_t RecordView::count_related(const model::Related& related) const {
    const auto* table = unit_.dictionary().find(related.table);
    const auto own =
        table ? find_path(unit_.dictionary(), record_.table(), related.own_field) : std::nullopt;
    if (!own) return 0;
    const std::string key = value(*own);
    if (key.empty()) return 0;
    const UnitEnvironment environment(unit_, UnitEnvironment::Asker::program);
    model::SqlBuilder builder(unit_.dictionary(), *table, unit_.connection().dialect(),
                              environment);
    if (const auto path = find_path(unit_.dictionary(), *table, related.field))
        builder.where({builder.column(*path) + " = ?", {key}});
    builder.where(builder.condition({related.table, related.where, {}}));
    const auto sql = builder.count();
    return base::to_integer(unit_.connection().value(sql.text, sql.params)).value_or(0);
}

}  // namespace stead::record
