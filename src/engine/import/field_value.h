#pragma once

#include <optional>
#include <string>

#include "base/error.h"
#include "engine/import/transform_scripts.h"

namespace stead::engine {

// The row is not to become a record: a field map says `reject` about a value that is not known.
struct RowRejected : base::Error {
    explicit RowRejected(std::string message)
        : Error(base::Status::unprocessable, std::move(message)) {}
};

// Works out what a row gives to one field of its target: scripts, dates in their format, references
// by what they are known by, choices by value or label.
class FieldValues {
public:
    FieldValues(record::Unit& unit, const TransformScripts& scripts, TransformState& state)
        : unit_(unit), scripts_(scripts), state_(state) {}

    // In the stored spelling. Nothing: the field is left as it is. Throws RowRejected.
    std::optional<std::string> of(const FieldMap& map, const model::Field& field);

private:
    std::optional<std::string> reference(const FieldMap& map, const model::Field& field,
                                         const std::string& value);
    std::optional<std::string> choice(const FieldMap& map, const model::Field& field,
                                      const std::string& value);
    std::string list(const FieldMap& map, const model::Field& field, const std::string& value);
    std::string found(const FieldMap& map, const model::Table& table, const std::string& value);
    std::string new_reference(const FieldMap& map, const model::Table& table,
                              const std::string& value);
    std::string new_choice(const model::Field& field, const std::string& value);
    bool scripts_allow(std::string_view when);

    record::Unit& unit_;
    const TransformScripts& scripts_;
    TransformState& state_;
};

}  // namespace stead::engine
