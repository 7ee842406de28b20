#pragma once

#include "model/query_match.h"
#include "record/record.h"

namespace stead::record {

class Unit;
struct Write;

// A record as conditions see it. Other rows are read as the unit sees them, without access checks.
class RecordView final : public model::RowView {
public:
    RecordView(Unit& unit, const Record& record, const Write* write = nullptr)
        : unit_(unit), record_(record), write_(write) {}

    const model::Table& table() const override { return record_.table(); }
    std::string value(const model::Path& path) const override;
    std::string display(const model::Path& path) const override;
    std::optional<std::string> old_value(const model::Path& path) const override;
    std::int64_t count_related(const model::Related& related) const override;

private:
    Unit& unit_;
    const Record& record_;
    const Write* write_;
};

}  // namespace stead::record
