#include "record/access.h"
#include "record/journal.h"
#include "record/reference_qualifier.h"
#include "record/secret_fields.h"
#include "script/glide/class_cache.h"
#include "script/glide/element_object.h"
#include "script/glide/field_value.h"

// The methods of GlideElement as scripts know them (scripting.md §4).
namespace stead::script {
namespace {

ElementObject& self(Arguments& args) {
    return args.self<ElementObject>();
}

Value to_text(Arguments& args) {
    return self(args).text(call_of(args));
}

// `==` and `+` ask for this; a boolean compares with true and false.
Value to_primitive(Arguments& args) {
    auto& element = self(args);
    if (element.field().kind() == model::Kind::boolean && args.text(0) != "string") {
        return element.text(call_of(args)) == "true";
    }
    return element.text(call_of(args));
}

std::string shown(Arguments& args) {
    auto& element = self(args);
    auto& call = call_of(args);
    auto& holder = element.holder(call);
    const auto* row = holder.row();
    const auto* field = row ? row->table().find(element.name()) : nullptr;
    if (!field) return {};
    auto unit = holder.unit(call);
    if (field->kind() == model::Kind::journal) return record::journal_text(unit, *row, *field);
    return unit.display_value(*row, *field);
}

Value display_value(Arguments& args) {
    auto text = shown(args);
    const double most = args.present(0) ? args.number(0) : 0;
    if (most > 0 && text.size() > most) text.resize(static_cast<std::size_t>(most));
    return text;
}

// Of a two-way password as stored; nothing for scripts that access rules bind.
Value decrypted_value(Arguments& args) {
    auto& element = self(args);
    auto& call = call_of(args);
    auto& holder = element.holder(call);
    const auto* row = holder.row();
    if (!row) return "";
    auto unit = holder.unit(call);
    if (unit.session().bound_by_acls) return "";
    return record::secret_text(unit, *row, element.name());
}

Value is_nil(Arguments& args) {
    return self(args).raw(call_of(args)).empty();
}

Value has_value(Arguments& args) {
    return !self(args).raw(call_of(args)).empty();
}

bool changed(Arguments& args) {
    auto& element = self(args);
    return element.holder(call_of(args)).changed(element.name());
}

Value changes(Arguments& args) {
    return changed(args);
}

Value changes_to(Arguments& args) {
    auto& element = self(args);
    if (!changed(args)) return false;
    return stored_value(element.field(), field_argument(args, 0)) == element.raw(call_of(args));
}

Value changes_from(Arguments& args) {
    auto& element = self(args);
    if (!changed(args)) return false;
    const auto* before = element.holder(call_of(args)).stored();
    const auto old = before ? before->get(element.name()) : std::string();
    return stored_value(element.field(), field_argument(args, 0)) == old;
}

Value set_value(Arguments& args) {
    self(args).set(call_of(args), field_argument(args, 0));
    return {};
}

Value set_display_value(Arguments& args) {
    auto& element = self(args);
    auto& call = call_of(args);
    element.holder(call).set_display(call, element.field(), args.text(0));
    return {};
}

Value reference_record(Arguments& args) {
    return self(args).new_target(call_of(args));
}

Value set_error(Arguments& args) {
    auto& call = call_of(args);
    call.unit.message({record::Message::Kind::error, args.text(0), self(args).name()});
    if (call.write) call.write->aborted = true;
    return {};
}

// Entries of the row as stored, before them what this write adds.
Value journal_entry(Arguments& args) {
    auto& element = self(args);
    auto& call = call_of(args);
    auto& holder = element.holder(call);
    const auto* row = holder.row();
    const auto* field = row ? row->table().find(element.name()) : nullptr;
    if (!field) return "";
    auto unit = holder.unit(call);
    const auto all = args.present(0) && args.number(0) < 0;
    auto text = record::journal_text(unit, *row, *field);
    if (all) return text;
    const auto end = text.find("\n\n");
    return end == std::string::npos ? text : text.substr(0, end + 2);
}

Value add_journal_entry(Arguments& args) {
    self(args).set(call_of(args), args.text(0));
    return {};
}

Value choice_label(Arguments& args) {
    auto& element = self(args);
    const auto* choice = element.field().find_choice(element.raw(call_of(args)));
    return choice ? Value(choice->label) : Value("");
}

// Of a value of the field that this one depends on, if one is given.
Value choices(Arguments& args) {
    List values;
    for (const auto& choice : self(args).field().choices) {
        const bool fits =
            !args.present(0) || choice.dependent.empty() || choice.dependent == args.text(0);
        if (!choice.inactive && fits) values.push_back(choice.value);
    }
    return values;
}

Value reference_qualifier(Arguments& args) {
    auto& element = self(args);
    auto& call = call_of(args);
    auto& holder = element.holder(call);
    auto unit = holder.unit(call);
    record::Record row = holder.row() ? *holder.row() : record::Record(*holder.table());
    const auto* field = row.table().find(element.name());
    return field ? record::reference_qualifier(unit, *field, row) : std::string();
}

Value attribute(Arguments& args) {
    const auto found = self(args).field().attribute(args.text(0));
    return found.empty() ? Value(Null{}) : Value(found);
}

template <record::Permission permission>
Value may(Arguments& args) {
    auto& element = self(args);
    auto& call = call_of(args);
    auto& holder = element.holder(call);
    const auto* row = holder.row();
    auto unit = holder.bound_unit(call);
    if (unit.session().system) return true;
    const auto* field = row ? row->table().find(element.name()) : &element.field();
    const auto* table = row ? &row->table() : holder.table();
    if (!table || !field) return false;
    const auto& access = unit.access(*table);
    if (!row || row->is_new()) return access.may(permission) && access.may(permission, *field);
    return access.may(permission, unit, *row) && access.may(permission, *field, unit, *row);
}

HostClass make_element_class() {
    HostClass made{.name = "GlideElement"};
    made.methods = {
        {"toString", to_text},
        {"valueOf", to_primitive},
        {"@@toPrimitive", to_primitive},
        {"toJSON", to_text},
        {"getValue",
         [](Arguments& args) {
             const auto text = self(args).text(call_of(args));
             return text.empty() ? Value(Null{}) : Value(text);
         }},
        {"getDisplayValue", display_value},
        {"getDecryptedValue", decrypted_value},
        {"getDisplayValueLang", display_value},
        {"getHTMLValue", display_value},
        {"getTextAreaDisplayValue", display_value},
        {"getGlobalDisplayValue", display_value},
        {"setValue", set_value},
        {"setInitialValue", set_value},
        {"setDisplayValue", set_display_value},
        {"nil", is_nil},
        {"hasValue", has_value},
        {"changes", changes},
        {"changesTo", changes_to},
        {"changesFrom", changes_from},
        {"getRefRecord", reference_record},
        {"getReferenceTable", [](Arguments& args) { return Value(self(args).field().reference); }},
        {"getReferenceQualifier", reference_qualifier},
        {"getJournalEntry", journal_entry},
        {"setJournalEntry", add_journal_entry},
        {"getChoices", choices},
        {"getChoiceValue", choice_label},
        {"getName", [](Arguments& args) { return Value(self(args).name()); }},
        {"getLabel", [](Arguments& args) { return Value(self(args).field().label); }},
        {"getTableName", [](Arguments& args) { return Value(self(args).field().declared_by); }},
        {"getBaseTableName", [](Arguments& args) { return Value(self(args).field().declared_by); }},
        {"getInternalType", [](Arguments& args) { return Value(self(args).field().type->name); }},
        {"getMaxLength", [](Arguments& args) { return Value(self(args).field().max_length); }},
        {"getDependent", [](Arguments& args) { return Value(self(args).field().dependent); }},
        {"isMandatory", [](Arguments& args) { return Value(self(args).field().mandatory); }},
        {"getAttribute", attribute},
        {"getBooleanAttribute",
         [](Arguments& args) {
             return Value(self(args).field().attribute(args.text(0)) == "true");
         }},
        {"hasAttribute",
         [](Arguments& args) {
             return Value(!self(args).field().attribute(args.text(0)).empty());
         }},
        {"setError", set_error},
        {"canRead", may<record::Permission::read>},
        {"canWrite", may<record::Permission::write>},
        {"canCreate", may<record::Permission::create>}};
    return made;
}

// A dot-walked step: the element of the target that a script names.
Accessor step(const std::string& name) {
    return {name,
            [name](Arguments& args) {
                auto element = args.shared_self_as<ElementObject>();
                auto& target = element->target(call_of(args));
                const auto* field = target.table() ? target.table()->find(name) : nullptr;
                if (!field) return Value();
                return Value(std::make_shared<ElementObject>(call_of(args), element, *field));
            },
            [name](Arguments& args) {
                auto& target = self(args).target(call_of(args));
                const auto* field = target.table() ? target.table()->find(name) : nullptr;
                if (field) target.set(call_of(args), *field, field_argument(args, 0));
                return Value();
            },
            true};
}

std::shared_ptr<const HostClass> make_reference_class(const model::Table& table) {
    HostClass made{.name = "GlideElement", .parent = base_element_class()};
    for (const auto& field : table.fields()) made.accessors.push_back(step(field.name));
    return std::make_shared<const HostClass>(std::move(made));
}

}  // namespace

std::shared_ptr<const HostClass> base_element_class() {
    static const auto made = std::make_shared<const HostClass>(make_element_class());
    return made;
}

std::shared_ptr<const HostClass> element_class(Call& call, const model::Field& field) {
    const bool is_reference = field.kind() == model::Kind::reference;
    const auto* target = is_reference ? call.unit.dictionary().find(field.reference) : nullptr;
    if (!target) return base_element_class();
    return cached_class(call, ClassKind::element, *target,
                        [target] { return make_reference_class(*target); });
}

}  // namespace stead::script
