#include "base/ids.h"
#include "record/access.h"
#include "record/snapshot.h"
#include "script/glide/element_object.h"
#include "script/glide/field_value.h"
#include "script/glide/record_class.h"
#include "script/glide/record_object.h"

namespace stead::script {
namespace {

RecordObject& self(Arguments& args) {
    return args.self<RecordObject>();
}

const model::Field* field_of(RecordObject& record, std::string_view name) {
    const auto* row = record.row();
    const auto* table = row ? &row->table() : record.table();
    return table ? table->find(name) : nullptr;
}

Value get_value(Arguments& args) {
    auto& record = self(args);
    const auto* row = record.row();
    const auto name = args.text(0);
    const auto* field = field_of(record, name);
    if (row && field) return plain_value(*field, row->get(*field));
    if (!row || name.find('.') == std::string::npos) return Null{};
    const auto element =
        ElementObject::at_path(call_of(args), args.shared_self_as<RecordObject>(), name);
    if (!element) return Null{};
    return plain_value(element->field(), element->raw(call_of(args)));
}

Value get_display_value(Arguments& args) {
    auto& record = self(args);
    auto& call = call_of(args);
    const auto* row = record.row();
    if (!row) return "";
    auto unit = record.unit(call);
    if (!args.present(0)) return unit.display_value(*row);
    const auto element =
        ElementObject::at_path(call, args.shared_self_as<RecordObject>(), args.text(0));
    if (!element) return "";
    auto& holder = element->holder(call);
    const auto* found = holder.row() ? holder.row()->table().find(element->name()) : nullptr;
    return found ? unit.display_value(*holder.row(), *found) : std::string();
}

Value get_element(Arguments& args) {
    const auto element =
        ElementObject::at_path(call_of(args), args.shared_self_as<RecordObject>(), args.text(0));
    return element ? Value(element) : Value(Null{});
}

Value get_elements(Arguments& args) {
    auto record = args.shared_self_as<RecordObject>();
    const auto* table = record->row() ? &record->row()->table() : record->table();
    List elements;
    if (!table) return elements;
    for (const auto& field : table->fields()) {
        elements.push_back(std::make_shared<ElementObject>(call_of(args), record, field));
    }
    return elements;
}

Value unique_value(Arguments& args) {
    const auto* row = self(args).row();
    return !row || row->sys_id().empty() ? Value(Null{}) : Value(row->sys_id());
}

const model::Table* class_of(RecordObject& record) {
    return record.row() ? &record.row()->table() : record.table();
}

Value class_name(Arguments& args) {
    const auto* table = class_of(self(args));
    return table ? table->name : self(args).table_name();
}

Value label(Arguments& args) {
    const auto* table = class_of(self(args));
    return table ? Value(table->label) : Value(Null{});
}

Value plural(Arguments& args) {
    const auto* table = class_of(self(args));
    return table ? Value(table->plural) : Value(Null{});
}

Value link(Arguments& args) {
    auto& record = self(args);
    const auto table = record.row() ? record.row()->table().name : record.table_name();
    auto text = table + ".do?sys_id=" + (record.row() ? record.row()->sys_id() : "");
    if (!args.truth(0)) text += "&sysparm_stack=" + table + "_list.do?sysparm_query=active=true";
    return text;
}

Value is_instance_of(Arguments& args) {
    const auto* table = class_of(self(args));
    return table && table->is_a(args.text(0));
}

Value has_attachments(Arguments& args) {
    auto& record = self(args);
    const auto* row = record.row();
    if (!row || row->sys_id().empty()) return false;
    auto unit = record.unit(call_of(args));
    return unit.row_with("sys_attachment", {{"table_sys_id", row->sys_id()}}).has_value();
}

Value operation(Arguments& args) {
    const auto* write = self(args).write();
    if (!write) return Null{};
    if (write->operation == record::Operation::insert) return "insert";
    return write->operation == record::Operation::update ? "update" : "delete";
}

Value changes(Arguments& args) {
    auto& record = self(args);
    const auto* table = class_of(record);
    if (!table || !record.row()) return false;
    for (const auto& field : table->fields()) {
        if (record.changed(field.name)) return true;
    }
    return false;
}

template <record::Permission permission>
Value may(Arguments& args) {
    auto& record = self(args);
    const auto* table = class_of(record);
    auto unit = record.bound_unit(call_of(args));
    if (!table) return false;
    if (unit.session().system) return true;
    const auto& access = unit.access(*table);
    const auto* row = record.row();
    if (!row || row->is_new()) return access.may(permission);
    return access.may(permission, unit, *row);
}

Value is_valid_record(Arguments& args) {
    const auto* row = self(args).row();
    return row && !row->is_new() && !row->sys_id().empty();
}

Value is_new_record(Arguments& args) {
    auto& record = self(args);
    if (const auto* write = record.write()) return write->operation == record::Operation::insert;
    return !record.row() || record.row()->is_new();
}

Value attribute(Arguments& args) {
    const auto* field = field_of(self(args), args.text(0));
    const auto found = field ? field->attribute(args.text(1)) : std::string_view();
    return found.empty() ? Value(Null{}) : Value(found);
}

Value to_text(Arguments& args) {
    return self(args).table_name();
}

}  // namespace

std::vector<Method> record_row_methods() {
    return {{"getValue", get_value},
            {"getDisplayValue", get_display_value},
            {"getElement", get_element},
            {"getElements", get_elements},
            {"getUniqueValue", unique_value},
            {"getTableName", [](Arguments& args) { return Value(self(args).table_name()); }},
            {"getRecordClassName", class_name},
            {"getClassDisplayValue", label},
            {"getLabel", label},
            {"getPlural", plural},
            {"getDisplayName",
             [](Arguments& args) {
                 const auto* table = class_of(self(args));
                 return table ? Value(table->display_field().name) : Value(Null{});
             }},
            {"getAttribute", attribute},
            {"getLink", link},
            {"instanceOf", is_instance_of},
            {"hasAttachments", has_attachments},
            {"operation", operation},
            {"changes", changes},
            {"canRead", may<record::Permission::read>},
            {"canWrite", may<record::Permission::write>},
            {"canCreate", may<record::Permission::create>},
            {"canDelete", may<record::Permission::remove>},
            {"isValid", [](Arguments& args) { return Value(self(args).table() != nullptr); }},
            {"isValidRecord", is_valid_record},
            {"isValidField",
             [](Arguments& args) { return Value(field_of(self(args), args.text(0)) != nullptr); }},
            {"isNewRecord", is_new_record},
            {"isView", [](Arguments&) { return Value(false); }},
            {"isSecure", [](Arguments& args) { return Value(self(args).secure()); }},
            {"getLastErrorMessage",
             [](Arguments& args) {
                 const auto& text = self(args).last_error;
                 return text.empty() ? Value(Null{}) : Value(text);
             }},
            {"toString", to_text}};
}

}  // namespace stead::script
