#include "rest/ui/ribbon.h"

#include "base/ids.h"
#include "record/access.h"
#include "record/snapshot.h"
#include "record/words.h"
#include "rest/ui/field_json.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using model::Kind;
using record::Permission;
using record::Record;

std::vector<std::string> customer_fields(const FormPage& page) {
    for (const auto* at = &page.table(); at; at = at->parent) {
        const auto names =
            page.unit.snapshot().property("glide.ui." + at->name + ".customer_fields");
        if (!names.empty()) return base::split_names(names);
    }
    return {};
}

// The first named field that is filled and that the person may read.
const model::Field* shown_field(const FormPage& page) {
    const auto& access = page.unit.access(page.table());
    for (const auto& name : customer_fields(page)) {
        const auto* field = page.table().find(name);
        if (field && field->kind() == Kind::reference && !page.record.get(*field).empty() &&
            access.may(Permission::read, *field, page.unit, page.record))
            return field;
    }
    return nullptr;
}

void write_if(JsonWriter& json, std::string_view name, const std::string& value) {
    if (!value.empty()) json.member(name, value);
}

const std::string& first_of(const Record& row, std::initializer_list<std::string_view> names) {
    static const std::string none;
    for (const auto name : names)
        if (!row.get(name).empty()) return row.get(name);
    return none;
}

// The company a person belongs to.
const model::Field* company_of(const FormPage& page, const Record& person) {
    for (const auto name : {"account", "company"}) {
        const auto* field = person.table().find(name);
        const auto* target = field ? page.unit.dictionary().find(field->reference) : nullptr;
        if (target && target->is_a("core_company") && !person.get(*field).empty()) return field;
    }
    return nullptr;
}

void write_account(JsonWriter& json, FormPage& page, const Record& person) {
    const auto* field = company_of(page, person);
    if (!field) return;
    json.key("account").begin_object().member("value", person.get(*field));
    json.member("display_value", page.unit.display_value(person, *field));
    json.member("table", field->reference).end_object();
}

// How much else is open for this person, as a list to go to.
void write_facts(JsonWriter& json, FormPage& page, const model::Field& field) {
    const auto query = field.name + "=" + page.record.get(field) +
                       (page.table().find("active") ? "^active=true" : "");
    json.key("facts").begin_array().begin_object();
    const auto& words = page.unit.words();
    json.member("label", words.sentence("Open {records}",
                                        {{"records", words.inside(words.plural(page.table()))}}));
    json.member("text", std::to_string(page.unit.count(page.table().name, query)));
    json.member("table", page.table().name).member("query", query);
    json.end_object().end_array();
}

// Who the customer is when the card shows somebody who speaks for one.
void write_customer(JsonWriter& json, const FormPage& page, const Record& person) {
    if (company_of(page, person) && person.table().name != "sys_user") return;
    for (const auto& field : page.fields) {
        const auto* target = field.field->kind() == Kind::reference
                                 ? page.unit.dictionary().find(field.field->reference)
                                 : nullptr;
        if (!target || !target->is_a("core_company") || field.value.empty()) continue;
        json.key("customer").begin_object().member("label", field.display);
        json.member("table", target->name).member("sys_id", field.value).end_object();
        return;
    }
}

void write_card(JsonWriter& json, FormPage& page, const model::Field& field, const Record& person) {
    json.begin_object().member("table", person.table().name).member("sys_id", person.sys_id());
    json.member("field", field.name).member("role", page.unit.words().label(field));
    json.member("name", page.unit.display_value(person));
    write_if(json, "title", person.get("title"));
    write_if(json, "email", person.get("email"));
    write_if(json, "phone", first_of(person, {"phone", "business_phone", "mobile_phone"}));
    write_if(json, "time_zone", person.get("time_zone"));
    if (person.is_true("vip")) json.member("vip", true);
    write_account(json, page, person);
    write_facts(json, page, field);
    write_customer(json, page, person);
    json.end_object();
}

}  // namespace

void write_ribbon(JsonWriter& json, FormPage& page) {
    const auto* field = page.is_new ? nullptr : shown_field(page);
    if (!field) return;
    const auto person = page.unit.find(field->reference, page.record.get(*field));
    if (!person) return;
    json.key("ribbon").begin_array().begin_object().member("component", "customer360");
    json.key("data");
    write_card(json, page, *field, *person);
    json.end_object().end_array();
}

}  // namespace stead::rest::ui
