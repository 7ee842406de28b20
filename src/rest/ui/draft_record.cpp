#include "rest/ui/draft_record.h"

#include <boost/json.hpp>

#include "base/ids.h"
#include "base/json.h"
#include "model/encoded_query.h"
#include "record/access.h"
#include "record/write_values.h"
#include "rest/input.h"

namespace stead::rest::ui {

namespace {

using record::Permission;
using record::Record;
using record::Unit;

// Defaults and calculated fields, without the stamps of a row that exists.
void complete(Unit& unit, Record& record) {
    auto plain = trusted(unit);
    record::Write write{plain, record::Operation::insert, record, nullptr, false, {}, true};
    record::complete(write);
    for (const auto& field : record.table().fields())
        if (field.name.starts_with("sys_") && field.name != "sys_class_name")
            record.load(field, "");
}

void lay_over(Unit& unit, Record& record, const boost::json::object& values) {
    for (const auto& member : values)
        if (const auto* field = record.table().find(std::string_view(member.key())))
            record.load(*field, input_value(unit, *field, base::json_scalar(member.value()),
                                            Spelling::raw));
}

void prefill(Unit& unit, Record& record, std::string_view text) {
    const auto parsed = model::parse_encoded_query(text, unit.dictionary(), record.table());
    const auto& access = unit.access(record.table());
    for (const auto& block : parsed.query.any)
        for (const auto& clause : block.all) {
            if (clause.any.size() != 1 || clause.any.front().op != model::Operator::equals)
                continue;
            const auto* field = record.table().find(clause.any.front().field);
            if (field && access.may(Permission::create, *field))
                record.set(*field,
                           input_value(unit, *field, clause.any.front().value, Spelling::raw));
        }
}

}  // namespace

Unit trusted(Unit& unit) {
    return unit.as(record::with_acls(unit.session_ptr(), false));
}

Record new_record(Unit& unit, const model::Table& table, std::string_view text) {
    Record record(table);
    prefill(unit, record, text);
    complete(unit, record);
    return record;
}

Record draft_record(Unit& unit, const model::Table& table, std::string_view sys_id,
                    const boost::json::object& values) {
    if (!base::is_sys_id(sys_id)) {
        Record record(table);
        lay_over(unit, record, values);
        complete(unit, record);
        return record;
    }
    unit.get(table.name, sys_id);  // what may not be read does not exist
    auto record = trusted(unit).get(table.name, sys_id);
    lay_over(unit, record, values);
    return record;
}

}  // namespace stead::rest::ui
