#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/query_sql.h"
#include "model/relative_time.h"

namespace stead::model {

// What a SqlBuilder has gathered so far.
struct SqlBuilder::State {
    const Dictionary& dictionary;
    const Table& table;
    const db::Dialect& dialect;
    const QueryEnvironment& environment;
    int depth = 0;
    SqlJoins joins = {};
    std::vector<SqlPart> where = {};
    std::string order = {};
    bool has_order = false;  // of its own, which an index may give
    // Of a text search: the newest matches (id) and how well they fit (place).
    std::optional<SqlPart> ranking = {};
    std::vector<std::string> dropped = {};
    std::optional<std::vector<OffsetStep>> offsets = {};  // of the asker's zone
    int own_weight = 0;
    int* weight = &own_weight;  // of the whole statement, inner selects included

    std::string alias(std::size_t index) const;
    std::string quoted(const std::string& alias, std::string_view column) const;
    // The alias of the row in which the path's step number `step` stands.
    std::string row_of(const Path& path, std::size_t step);
    std::string column(const Path& path);
    // The path to what is seen there: of a reference, what its target shows.
    Path shown(const Path& path) const;
    // The expression as values of the field compare: text without regard to case.
    std::string compared(const Field& field, std::string expression) const;
    std::string as_text(const Field& field, std::string column) const;  // numbers as they are read
    // Databases need time that grows with the square of what a statement asks: throws
    // Error(bad_request) when this part makes it too much.
    void weigh(const SqlPart& part);
    std::string join(const std::string& key, const Table& table, const std::string& on);
    std::string class_filter(const std::string& alias, const Table& table) const;
    void keep_to_class();  // leaves out rows of other classes
    // The joins that these texts use, and those that they build on.
    std::string joins_for(std::vector<std::string_view> used) const;
};

}  // namespace stead::model
