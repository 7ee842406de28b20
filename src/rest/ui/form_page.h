#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/unit.h"
#include "rest/ui/field_json.h"
#include "rest/ui/layout.h"

namespace stead::rest::ui {

// One field of a form that the person may read.
struct FormField {
    std::string name;  // may dot-walk: then it is read only
    const model::Field* field = nullptr;
    FieldFlags flags;
    std::string value, display;
};

// The page of one record as one person sees it. `record` holds everything and is for conditions;
// what the page shows is in `fields`.
struct FormPage {
    record::Unit& unit;
    record::Record record;
    FormLayout layout;
    bool is_new = false;
    bool may_write = false;
    std::vector<FormField> fields;

    const model::Table& table() const { return record.table(); }
    const FormField* find(std::string_view name) const;
    bool shows(std::string_view name) const { return find(name) != nullptr; }
};

// An existing record in its real class. Throws Error(not_found).
FormPage form_page(record::Unit& unit, const model::Table& table, const std::string& sys_id,
                   std::string_view view);
// A new one; `prefill` is an encoded query a=b^c=d.
FormPage new_form_page(record::Unit& unit, const model::Table& table, std::string_view prefill,
                       std::string_view view);

}  // namespace stead::rest::ui
