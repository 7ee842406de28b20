#include "engine/import/row_transform.h"

#include <algorithm>

#include "engine/import/field_value.h"
#include "record/class_sql.h"
#include "record/lookup.h"
#include "record/store.h"

namespace stead::engine {

namespace {

using base::Error;
using base::Status;
using record::Record;
using record::Unit;

class Transform {
public:
    Transform(Unit& unit, script::Scripts& scripts, const TransformMap& map, TransformState& state)
        : unit_(unit),
          map_(map),
          state_(state),
          target_(state.target),
          scripts_(scripts, map),
          values_(unit, scripts_, state) {}

    RowResult run() {
        if (state_.ignore) return result("ignored", "Ignored by onStart script");
        std::vector<record::FieldValue> known;
        for (const auto& field : map_.fields)
            if (field.coalesce) known.push_back({&target_field(field), value_of(field)});
        if (map_.coalesces() && !find_target(known))
            return result("skipped",
                          "Unable to resolve target record, coalesce values not present");
        for (const auto& [field, value] : known) set(*field, value);
        for (const auto& field : map_.fields)
            if (!field.coalesce)
                if (const auto value = values_.of(field, target_field(field)))
                    set(target_field(field), *value);
        scripts_.run_map_script(unit_, state_);
        scripts_.run(unit_, "onBefore", state_);
        if (state_.ignore) return result("ignored", "Row transform ignored by onBefore script");
        require_mandatory();
        auto made = write();
        scripts_.run(unit_, "onAfter", state_);
        if (!state_.status_message.empty()) made.status_message = state_.status_message;
        return made;
    }

private:
    const model::Field& target_field(const FieldMap& map) const {
        if (const auto* field = target_.table().find(map.target_field)) return *field;
        throw Error(Status::unprocessable, "The map " + map_.name + " names the field " +
                                               map.target_field + ", which " +
                                               target_.table().name + " does not have");
    }

    std::string value_of(const FieldMap& field) {
        return values_.of(field, target_field(field)).value_or("");
    }

    // False: nothing tells which record is meant.
    bool find_target(const std::vector<record::FieldValue>& known) {
        const bool all_empty = std::all_of(known.begin(), known.end(),
                                           [](const auto& one) { return one.value.empty(); });
        if (all_empty) return map_.create_on_empty_coalesce;
        const auto id = record::find_sys_id(unit_, target_.table(), known);
        if (id.empty()) return true;
        if (auto row = record::load(unit_, target_.table(), id)) {
            target_ = *std::move(row);
            target_.clear_touched();
            state_.action = "update";
        }
        return true;
    }

    void set(const model::Field& field, const std::string& value) {
        if (value.empty() && !map_.copy_empty) return;
        target_.set(field.name, value);  // by name: the record may be of a descendant
    }

    void require_mandatory() const {
        if (map_.enforce_mandatory != "all" && map_.enforce_mandatory != "only_mapped") return;
        std::string missing;
        for (const auto& field : target_.table().fields()) {
            if (!field.mandatory || !target_.get(field).empty()) continue;
            if (map_.enforce_mandatory == "all" || is_mapped(field.name))
                missing += (missing.empty() ? "" : ", ") + field.label;
        }
        if (!missing.empty())
            throw Error(Status::unprocessable, "Mandatory fields are empty: " + missing);
    }

    bool is_mapped(const std::string& name) const {
        return std::any_of(map_.fields.begin(), map_.fields.end(),
                           [&](const auto& field) { return field.target_field == name; });
    }

    RowResult write() {
        if (state_.action == "insert") {
            record::insert_or_throw(unit_, target_);
            return result("inserted", {});
        }
        const auto before = target_.get("sys_mod_count");
        record::update_or_throw(unit_, target_);
        if (target_.get("sys_mod_count") == before)
            return result("ignored", "No field values changed");
        return result("updated", {});
    }

    RowResult result(std::string status, std::string message) const {
        const bool there = status == "inserted" || state_.action == "update";
        return {map_.name,
                target_.table().name,
                there ? target_.sys_id() : std::string(),
                std::move(status),
                state_.status_message.empty() ? std::move(message) : state_.status_message,
                {}};
    }

    Unit& unit_;
    const TransformMap& map_;
    TransformState& state_;
    Record& target_;
    TransformScripts scripts_;
    FieldValues values_;
};

}  // namespace

RowResult transform_row(Unit& unit, script::Scripts& scripts, const TransformMap& map,
                        TransformState& state) {
    return Transform(unit, scripts, map, state).run();
}

}  // namespace stead::engine
