#include "rest/ui/form_check.h"

#include <boost/json.hpp>

#include "base/json_writer.h"
#include "base/text.h"
#include "model/display.h"
#include "record/access.h"
#include "record/reference_qualifier.h"
#include "record/write_values.h"
#include "rest/ui/draft_record.h"
#include "rest/ui/field_json.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using model::Field;
using model::Kind;
using record::Permission;
using record::Record;
using record::Unit;

// Fields whose choice depends on `changed`: by their dependent field or by what their qualifier
// says it looks at (attribute ref_qual_elements).
bool depends_on(const Field& field, std::string_view changed) {
    if (field.dependent == changed) return true;
    for (const auto& name : base::split_names(field.attribute("ref_qual_elements"), ';'))
        if (name == changed) return true;
    return false;
}

bool still_fits(Unit& unit, const Field& field, Record& record) {
    const auto& value = record.get(field);
    if (field.kind() == Kind::reference) {
        const auto limits = record::reference_qualifier(unit, field, record);
        return trusted(unit).row_with(field.reference, {{"sys_id", value}}, limits).has_value();
    }
    const auto* choice = field.find_choice(value);
    return !choice || choice->dependent.empty() || choice->dependent == record.get(field.dependent);
}

void write_cleared(JsonWriter& json, Unit& unit, Record& record, const std::string& changed) {
    const auto& access = unit.access(record.table());
    for (const auto& field : record.table().fields()) {
        if (record.get(field).empty() || !depends_on(field, changed)) continue;
        if (!access.may(Permission::read, field) || still_fits(unit, field, record)) continue;
        record.load(field, "");
        json.key(field.name).begin_object().member("value", "").end_object();
    }
}

void write_calculated(JsonWriter& json, Unit& unit, Record& record) {
    const auto& access = unit.access(record.table());
    const Record before = record;
    auto plain = trusted(unit);
    record::Write write{plain, record::Operation::update, record, &before, false, {}, true};
    record::calculate(write);
    for (const auto& field : record.table().fields()) {
        if (field.calculation.empty() || record.get(field) == before.get(field)) continue;
        if (!access.may(Permission::read, field)) continue;
        json.key(field.name);
        write_value(json, field, model::wire_value(field, record.get(field)),
                    unit.display_value(record, field));
    }
}

}  // namespace

std::string form_check_json(Unit& unit, const model::Table& table, const std::string& sys_id,
                            const boost::json::object& values, const std::string& changed) {
    auto record = draft_record(unit, table, sys_id, values);
    std::string text;
    JsonWriter json(text);
    json.begin_object().key("values").begin_object();
    if (!changed.empty()) write_cleared(json, unit, record, changed);
    write_calculated(json, unit, record);
    json.end_object().end_object();
    return text;
}

}  // namespace stead::rest::ui
