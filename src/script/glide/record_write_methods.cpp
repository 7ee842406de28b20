#include "base/ids.h"
#include "base/text.h"
#include "record/store.h"
#include "script/glide/element_object.h"
#include "script/glide/record_class.h"
#include "script/glide/record_object.h"

namespace stead::script {
namespace {

RecordObject& self(Arguments& args) {
    return args.self<RecordObject>();
}

Value or_null(const std::optional<std::string>& sys_id) {
    return sys_id ? Value(*sys_id) : Value(Null{});
}

Value initialize(Arguments& args) {
    self(args).initialize(call_of(args));
    return {};
}

Value new_record(Arguments& args) {
    self(args).new_record(call_of(args));
    return {};
}

const model::Field* named(Arguments& args, RecordObject& record) {
    const auto name = args.text(0);
    const auto* table = record.row() ? &record.row()->table() : record.table();
    const auto* field = table ? table->find(name) : nullptr;
    if (!field) {
        call_of(args).unit.store().log().warn("a script sets an unknown field",
                                              {{"table", record.table_name()}, {"field", name}});
    }
    return field;
}

Value set_value(Arguments& args) {
    auto& record = self(args);
    if (const auto* field = named(args, record)) {
        record.set(call_of(args), *field, field_argument(args, 1));
    }
    return {};
}

Value set_display_value(Arguments& args) {
    auto& record = self(args);
    if (const auto* field = named(args, record)) {
        record.set_display(call_of(args), *field, args.text(1));
    }
    return {};
}

Value add_value(Arguments& args) {
    auto& record = self(args);
    const auto* field = named(args, record);
    if (!field) return {};
    const auto* row = record.row();
    const double before = row ? base::to_number(row->get(*field)).value_or(0) : 0;
    record.set(call_of(args), *field, number_text(before + args.number(1)));
    return {};
}

Value insert(Arguments& args) {
    return or_null(self(args).insert(call_of(args)));
}
Value update(Arguments& args) {
    return or_null(self(args).update(call_of(args)));
}
Value remove(Arguments& args) {
    return self(args).remove(call_of(args));
}
Value update_multiple(Arguments& args) {
    self(args).update_all(call_of(args));
    return {};
}
Value delete_multiple(Arguments& args) {
    self(args).remove_all(call_of(args));
    return {};
}

Value set_workflow(Arguments& args) {
    self(args).run_rules = args.truth(0);
    return {};
}

Value auto_sys_fields(Arguments& args) {
    self(args).set_system_fields = args.truth(0);
    return {};
}

Value set_abort(Arguments& args) {
    auto& record = self(args);
    record.abort = args.truth(0);
    if (record.write()) record.write()->aborted = args.truth(0);
    return {};
}

Value is_aborted(Arguments& args) {
    auto& record = self(args);
    return record.write() ? record.write()->aborted : record.abort;
}

Value set_new_guid(Arguments& args) {
    auto& row = self(args).row_to_write(call_of(args));
    const auto id = args.present(0) ? args.text(0) : base::new_sys_id(call_of(args).unit.now());
    if (row.is_new() && base::is_sys_id(id)) row.set("sys_id", id);
    return row.sys_id();
}

// "priority=1^state=2" as assignments: what templates and default values of new records are.
Value apply_encoded(Arguments& args) {
    auto& record = self(args);
    for (const auto part : base::split(args.text(0), '^')) {
        const auto sign = part.find('=');
        const auto* table = record.table();
        const auto* field =
            table && sign != std::string_view::npos ? table->find(part.substr(0, sign)) : nullptr;
        if (field) record.set(call_of(args), *field, std::string(part.substr(sign + 1)));
    }
    return {};
}

Value set_force_update(Arguments& args) {
    self(args).force_update = args.truth(0);
    return {};
}

}  // namespace

std::vector<Method> record_write_methods() {
    return {{"initialize", initialize},
            {"newRecord", new_record},
            {"setValue", set_value},
            {"setDisplayValue", set_display_value},
            {"addValue", add_value},
            {"insert", insert},
            {"insertWithReferences", insert},
            {"update", update},
            {"_update", update},
            {"updateWithReferences", update},
            {"updateMultiple", update_multiple},
            {"deleteRecord", remove},
            {"deleteMultiple", delete_multiple},
            {"setWorkflow", set_workflow},
            {"autoSysFields", auto_sys_fields},
            {"setForceUpdate", set_force_update},
            {"setAbortAction", set_abort},
            {"isActionAborted", is_aborted},
            {"setNewGuid", set_new_guid},
            {"setNewGuidValue", set_new_guid},
            {"applyEncodedQuery", apply_encoded}};
}

}  // namespace stead::script
