#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "model/dictionary.h"
#include "plugin/definition.h"
#include "plugin/row_index.h"
#include "record/record.h"

namespace stead::plugin {

// Turns what a definition says about a row into the stored values of a record.
class Resolver {
public:
    // For rows of the plugin with this id.
    Resolver(const model::Dictionary& dictionary, const RowIndex& index, std::string plugin,
             base::Time now)
        : dictionary_(dictionary), index_(index), plugin_(std::move(plugin)), now_(now) {}

    // The record with all values set. Unknown columns, references to nothing and missing files are
    // reported; the value is left out.
    std::optional<record::Record> record(const RowDefinition& row, const SourceFolder& source,
                                         Problems& problems) const;

    // Sets one value on a record: for the later steps of a story.
    void set(record::Record& record, const std::string& column, const Node& value,
             const RowDefinition& row, const SourceFolder& source, Problems& problems) const;

private:
    std::optional<std::string> resolve(const model::Field& field, const Node& value,
                                       const SourceFolder& source, std::string& mistake) const;
    std::string reference(const model::Field& field, const std::string& text,
                          std::string& mistake) const;

    const model::Dictionary& dictionary_;
    const RowIndex& index_;
    std::string plugin_;
    base::Time now_;
};

}  // namespace stead::plugin
