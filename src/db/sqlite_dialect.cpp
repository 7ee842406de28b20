#include <algorithm>

#include "db/dialect.h"
#include "db/sql_text.h"

namespace stead::db {

namespace {

std::string strftime_code(std::string_view part) {
    if (part == "hour") return "%H";
    if (part == "dayofweek") return "%w";
    if (part == "week") return "%U";
    if (part == "year") return "%Y";
    return "%m";
}

class SqliteDialect : public Dialect {
public:
    std::string name() const override { return "sqlite"; }
    std::string quote(std::string_view identifier) const override { return quoted(identifier); }
    std::string placeholder(int) const override { return "?"; }

    std::string like(std::string_view expression, std::string_view placeholder) const override {
        return std::string(expression) + " LIKE " + std::string(placeholder) + " ESCAPE '\\'";
    }
    std::string like_pattern(std::string_view text, bool open_start, bool open_end) const override {
        return escaped_pattern(text, open_start, open_end);
    }

    std::string usually_true(const std::string& condition) const override {
        return "likelihood(" + condition + ", 0.9)";
    }

    std::string order(std::string_view expression, bool descending) const override {
        return std::string(expression) + (descending ? " DESC" : "");
    }

    std::string limit(std::int64_t limit, std::int64_t offset) const override {
        if (limit < 0 && offset <= 0) return {};
        return " LIMIT " + std::to_string(limit) +
               (offset > 0 ? " OFFSET " + std::to_string(offset) : "");
    }

    std::string date_part(std::string_view expression, std::string_view part,
                          int offset_minutes) const override {
        const std::string moved = "datetime(" + std::string(expression) + ", '" +
                                  std::to_string(offset_minutes) + " minutes')";
        const std::string number =
            "CAST(strftime('" + strftime_code(part) + "', " + moved + ") AS INTEGER)";
        return part == "quarter" ? "((" + number + " + 2) / 3)" : number;
    }

    std::string epoch_seconds(std::string_view expression) const override {
        return "unixepoch(" + std::string(expression) + ")";
    }

    std::string column_definition(const Column& column) const override {
        const std::string name = quote(column.name);
        switch (column.type) {
            case ColumnType::text:
                return name + " TEXT COLLATE NOCASE";
            case ColumnType::text_exact:
                return name + " TEXT";
            case ColumnType::integer:
                return name + " INTEGER";
            case ColumnType::real:
                return name + " REAL";
        }
        return name + " TEXT";
    }

    std::vector<std::string> migrate(const Schema& wanted, const Schema& present) const override {
        return migration(*this, wanted, present, "\"row_id\" INTEGER PRIMARY KEY");
    }

    // Every commit leaves a piece of index behind. Merging eight at a time instead of four writes
    // half as much, and a search looks into a few pieces more.
    std::string create_full_text(std::string_view table) const override {
        return "CREATE VIRTUAL TABLE IF NOT EXISTS " + full_text(table) +
               " USING fts5(content, content='', contentless_delete=1, "
               "tokenize='unicode61 remove_diacritics 2'); INSERT INTO " +
               full_text(table) + "(" + full_text(table) + ", rank) VALUES('automerge', 8)";
    }
    std::string put_full_text(std::string_view table) const override {
        return "INSERT OR REPLACE INTO " + full_text(table) + " (rowid, content) VALUES (?, ?)";
    }
    std::string remove_full_text(std::string_view table) const override {
        return "DELETE FROM " + full_text(table) + " WHERE rowid = ?";
    }

private:
    static std::string full_text(std::string_view table) {
        return quoted(std::string(table) + "_fts");
    }
};

}  // namespace

const Dialect& sqlite_dialect() {
    static const SqliteDialect dialect;
    return dialect;
}

}  // namespace stead::db
