#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dictionary.h"
#include "model/encoded_query.h"
#include "model/query_environment.h"

namespace stead::model {

// A row in memory, as a condition sees it. Values are raw wire values ("" = empty).
class RowView {
public:
    virtual ~RowView() = default;
    virtual const Table& table() const = 0;
    // The raw value at a path, following references where needed.
    virtual std::string value(const Path& path) const = 0;
    // What a reference or choice shows at that path.
    virtual std::string display(const Path& path) const = 0;
    // What the members of a list show. The default cuts `display` at ", ".
    virtual std::vector<std::string> displays(const Path& path) const;
    // The value before the change, for VALCHANGES and its kin; empty optional: not in a change.
    virtual std::optional<std::string> old_value(const Path& path) const = 0;
    // How many rows a semi-join finds; asked for JOIN, RLQUERY, SUBQUERY and journal fields.
    virtual std::int64_t count_related(const Related& related) const = 0;
};

// The row may be of any class below `query.table`. The same answer as the SQL of the same query
// gives for this row. One exception: a text search looks for the words in the row's fields, while
// SQL may ask a full-text index.
bool matches(const EncodedQuery& query, const Dictionary& dictionary, const RowView& row,
             const QueryEnvironment& environment);

}  // namespace stead::model
