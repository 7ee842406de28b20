#include "base/error.h"
#include "record/session.h"
#include "script/glide/record_object.h"

// Writing of a GlideRecord: refusals become null and a message, what the machine cannot do stays an
// exception.
namespace stead::script {
namespace {

bool is_refusal(const base::Error& error) {
    return error.status != base::Status::internal && error.status != base::Status::unavailable;
}

std::string words(const base::Error& error) {
    return error.detail.empty() ? error.what() : std::string(error.what()) + ": " + error.detail;
}

}  // namespace

template <class Work>
bool RecordObject::attempt(Call& call, Work work) {
    last_error.clear();
    if (abort && !write_) {
        last_error = "the operation was aborted";
        return false;
    }
    auto unit = this->unit(call);
    try {
        if (work(unit)) return true;
        last_error = "aborted by " + unit.last_abort();
    } catch (const Error&) {
        throw;
    } catch (const base::Error& error) {
        if (!is_refusal(error)) throw;
        last_error = words(error);
        call.unit.message({record::Message::Kind::error, last_error, {}});
    }
    return false;
}

std::optional<std::string> RecordObject::insert(Call& call) {
    auto& row = row_to_write(call);
    if (!row.is_new() && !borrowed_) {
        record::Record copy(row.table());
        for (const auto& field : row.table().fields()) {
            if (!field.name.starts_with("sys_") && field.kind() != model::Kind::journal) {
                copy.set(field, row.get(field));
            }
        }
        owned_ = std::move(copy);
    }
    auto& target = row_to_write(call);
    if (!attempt(call, [&](record::Unit& unit) { return unit.insert(target); })) return {};
    stored_.reset();
    return target.sys_id();
}

std::optional<std::string> RecordObject::update(Call& call) {
    auto& row = row_to_write(call);
    if (row.is_new() && !borrowed_) return insert(call);
    if (!attempt(call, [&](record::Unit& unit) { return unit.update(row); })) return {};
    stored_.reset();
    return row.sys_id();
}

bool RecordObject::remove(Call& call) {
    const auto* row = this->row();
    if (!row || row->is_new()) return false;
    return attempt(call, [&](record::Unit& unit) { return unit.remove(*row); });
}

void RecordObject::update_all(Call& call) {
    if (lost_conditions(call)) {
        throw Error(Failure::thrown, "updateMultiple refuses a query with an unknown field");
    }
    const auto pattern = owned_;
    if (!pattern) return;
    for (const auto& id : all_ids(call)) {
        auto unit = this->unit(call);
        auto found = unit.find(name_, id);
        if (!found) continue;
        for (const auto& field : pattern->table().fields()) {
            if (pattern->touched(field)) found->set(field.name, pattern->get(field));
        }
        attempt(call, [&](record::Unit& writer) { return writer.update(*found); });
    }
}

void RecordObject::remove_all(Call& call) {
    if (lost_conditions(call)) {
        throw Error(Failure::thrown, "deleteMultiple refuses a query with an unknown field");
    }
    for (const auto& id : all_ids(call)) {
        auto unit = this->unit(call);
        const auto found = unit.find(name_, id);
        if (found) attempt(call, [&](record::Unit& writer) { return writer.remove(*found); });
    }
}

}  // namespace stead::script
