#include "engine/numbering.h"

#include "base/error.h"
#include "base/text.h"
#include "record/class_sql.h"
#include "record/unit.h"

namespace stead::engine {

namespace {

using record::Operation;
using record::Phase;
using record::Unit;

constexpr const char* field_name = "number";

// The nearest table with a format: case types without one of their own share their parent's
// numbers.
const model::Table* numbered(const model::Table* table) {
    while (table && !table->number) table = table->parent;
    return table;
}

std::string advance(Unit& unit, const std::string& table) {
    return unit.connection().value(
        "UPDATE \"sys_number_counter\" SET \"number\" = \"number\" + 1 WHERE \"table\" = " +
            unit.connection().dialect().placeholder(1) + " RETURNING \"number\"",
        {table});
}

void start_counter(Unit& unit, const model::Table& table) {
    record::Record counter(unit.dictionary().get("sys_number_counter"));
    counter.set("table", table.name);
    counter.set("number", std::to_string(table.number->start));
    insert_raw(unit, counter);
}

std::string padded(const model::NumberFormat& format, const std::string& digits) {
    const auto width = static_cast<std::size_t>(format.digits);
    return format.prefix + (digits.size() < width ? std::string(width - digits.size(), '0') : "") +
           digits;
}

}  // namespace

std::string next_number(Unit& unit, const model::Table& table) {
    const auto* owner = numbered(&table);
    if (!owner)
        throw base::Error(base::Status::internal, "Operation Failed",
                          table.label + " has no number format");
    auto digits = advance(unit, owner->name);
    if (digits.empty()) {
        start_counter(unit, *owner);
        digits = advance(unit, owner->name);
    }
    return padded(*owner->number, digits);
}

bool Numbering::applies(Phase phase, Operation operation, const model::Table& table) const {
    return phase == Phase::complete && operation == Operation::insert && table.find(field_name) &&
           numbered(&table);
}

void Numbering::run(Phase, record::Write& write) {
    const auto& field = write.current.table().get(field_name);
    if (write.current.get(field).empty())
        write.current.load(field, next_number(write.unit, write.current.table()));
}

}  // namespace stead::engine
