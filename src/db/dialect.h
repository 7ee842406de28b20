#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stead::db {

enum class ColumnType { text, text_exact, integer, real };  // text compares without case (ASCII)

struct Column {
    std::string name;
    ColumnType type = ColumnType::text;
};

struct Index {
    std::string name;
    std::vector<std::string> columns;
    bool unique = false;
    std::string condition;  // of a partial index, as SQL; "" = all rows
};

// A table as it should be or as it is. Every table has the integer key `row_id`, growing with
// insertion.
struct Schema {
    std::string table;
    std::vector<Column> columns;
    std::vector<Index> indexes;
};

// How one database spells what differs between databases. Everything else is common SQL.
class Dialect {
public:
    virtual ~Dialect() = default;
    virtual std::string name() const = 0;  // "sqlite", "postgresql"
    virtual std::string quote(std::string_view identifier) const = 0;
    virtual std::string placeholder(int index) const = 0;  // from 1
    // The text of a ColumnType::text, or a placeholder's, so that comparing and sorting it ignores
    // the case of ASCII letters.
    virtual std::string folded(std::string_view expression) const {
        return std::string(expression);
    }
    // A condition that is true when `expression` contains / starts / ends with the placeholder's
    // text, without regard to case. The text is taken literally: the caller passes it through
    // like_pattern.
    virtual std::string like(std::string_view expression, std::string_view placeholder) const = 0;
    virtual std::string like_pattern(std::string_view text, bool open_start,
                                     bool open_end) const = 0;
    // ORDER BY term: empty values come first ascending, last descending, as on the wire.
    virtual std::string order(std::string_view expression, bool descending) const = 0;
    // The condition, with the hint that most rows meet it: the planner then looks for a better way
    // in than an index on it.
    virtual std::string usually_true(const std::string& condition) const { return condition; }
    virtual std::string limit(std::int64_t limit,
                              std::int64_t offset) const = 0;  // limit < 0: none
    // Part of a stored date-time as an integer: "hour", "dayofweek" (0 = Sunday), "week", "month",
    // "quarter", "year"; `offset_minutes` moves it into the caller's zone first.
    virtual std::string date_part(std::string_view expression, std::string_view part,
                                  int offset_minutes) const = 0;
    // A stored date or date-time as seconds since 1970.
    virtual std::string epoch_seconds(std::string_view expression) const = 0;
    virtual std::string column_definition(const Column& column) const = 0;
    // Statements that bring `present` (empty: no such table yet) to `wanted`: create, add columns,
    // add indexes. Nothing is ever dropped but indexes whose definition changed or went.
    virtual std::vector<std::string> migrate(const Schema& wanted, const Schema& present) const = 0;

    // Full text: `<table>_fts` holds one document per row of `table`, found by its row_id.
    virtual std::string create_full_text(std::string_view table) const = 0;
    virtual std::string put_full_text(
        std::string_view table) const = 0;  // placeholders: row_id, text
    virtual std::string remove_full_text(std::string_view table) const = 0;  // placeholder: row_id
};

const Dialect& sqlite_dialect();
const Dialect& postgresql_dialect();

}  // namespace stead::db
