#include "script/glide/record_object.h"

#include "record/write_values.h"
#include "script/glide/field_value.h"

namespace stead::script {

RecordObject::RecordObject(Call& call, std::string_view table, Mode mode)
    : mode_(mode),
      name_(table),
      table_(call.unit.dictionary().find(table)),
      shape_(record_class(call, table_)) {}

std::shared_ptr<RecordObject> RecordObject::on(Call& call, record::Record row) {
    auto made = std::make_shared<RecordObject>(call, row.table().name);
    made->stand_on(std::move(row));
    return made;
}

std::shared_ptr<RecordObject> RecordObject::on_borrowed(Call& call, record::Record& row) {
    auto made = std::make_shared<RecordObject>(call, row.table().name);
    made->borrowed_ = &row;
    return made;
}

std::shared_ptr<RecordObject> RecordObject::on_write(Call& call, record::Write& write) {
    auto made = on_borrowed(call, write.current);
    made->write_ = &write;
    return made;
}

std::shared_ptr<RecordObject> RecordObject::on_lent(Call& call, const record::Record& row) {
    auto made = std::make_shared<RecordObject>(call, row.table().name);
    made->lent_ = &row;
    return made;
}

void RecordObject::detach() {
    borrowed_ = nullptr;
    lent_ = nullptr;
    write_ = nullptr;
}

record::Record& RecordObject::row_to_write(Call&) {
    if (borrowed_) return *borrowed_;
    if (owned_) return *owned_;
    if (lent_) return owned_.emplace(*lent_);
    if (!table_) throw Error(Failure::thrown, "there is no table " + name_);
    return owned_.emplace(*table_);
}

const record::Record* RecordObject::stored() const {
    if (write_) return write_->previous;
    return stored_ ? &*stored_ : nullptr;
}

void RecordObject::stand_on(std::optional<record::Record> row) {
    detach();
    stored_.reset();
    abort = false;
    owned_ = std::move(row);
    if (owned_) owned_->set_new(false);
}

void RecordObject::initialize(Call&) {
    if (!table_) return;
    stand_on(std::nullopt);
    owned_.emplace(*table_);
}

void RecordObject::new_record(Call& call) {
    initialize(call);
    if (!owned_) return;
    auto unit = this->unit(call);
    record::Write write{unit, record::Operation::insert, *owned_, nullptr, false, {}, true};
    record::complete(write);
}

bool RecordObject::changed(std::string_view field) {
    if (write_) {
        const bool known = write_->previous || write_->operation == record::Operation::insert;
        return known && write_->changed(field);
    }
    const auto* row = this->row();
    const auto* found = row ? row->table().find(field) : nullptr;
    if (!found || !row->touched(*found)) return false;
    return row->is_new() ? !row->get(*found).empty()
                         : !stored_ || stored_->get(field) != row->get(*found);
}

void RecordObject::set(Call& call, const model::Field& field, std::string value) {
    auto& row = row_to_write(call);
    const auto* own = row.table().find(field.name);
    if (!own) return;
    if (!borrowed_ && !row.is_new() && !stored_) stored_ = row;
    row.set(*own, stored_value(*own, std::move(value)));
}

void RecordObject::set_display(Call& call, const model::Field& field, const std::string& value) {
    auto unit = this->unit(call);
    set(call, field, value_of_display(unit, field, value));
}

record::Unit RecordObject::unit(Call& call) {
    const auto& base = call.unit.session_ptr();
    const bool current = base_session_ == base && session_ && session_rules_ == run_rules &&
                         session_fields_ == set_system_fields && session_force_ == force_update;
    if (!current) {
        auto session = record::with_acls(base, secure());
        if (!run_rules || !set_system_fields || force_update) {
            auto changed = std::make_shared<record::Session>(*session);
            changed->run_rules = base->run_rules && run_rules;
            changed->set_system_fields = base->set_system_fields && set_system_fields;
            changed->force_update = force_update;
            session = std::move(changed);
        }
        base_session_ = base;
        session_ = std::move(session);
        session_rules_ = run_rules;
        session_fields_ = set_system_fields;
        session_force_ = force_update;
    }
    return call.unit.as(session_);
}

record::Unit RecordObject::bound_unit(Call& call) {
    return call.unit.as(record::with_acls(call.unit.session_ptr(), true));
}

}  // namespace stead::script
