#include "db/dialect.h"
#include "db/sql_text.h"

namespace stead::db {

namespace {

class PostgresqlDialect : public Dialect {
public:
    std::string name() const override { return "postgresql"; }
    std::string quote(std::string_view identifier) const override { return quoted(identifier); }
    std::string placeholder(int index) const override { return "$" + std::to_string(index); }

    // Of the collation C it folds ASCII letters only, as SQLite does, and leaves the others in the
    // order of their code points.
    std::string folded(std::string_view expression) const override {
        return "lower(" + std::string(expression) + " COLLATE \"C\")";
    }

    std::string like(std::string_view expression, std::string_view placeholder) const override {
        return folded(expression) + " LIKE " + folded(placeholder) + " ESCAPE '\\'";
    }
    std::string like_pattern(std::string_view text, bool open_start, bool open_end) const override {
        return escaped_pattern(text, open_start, open_end);
    }

    std::string order(std::string_view expression, bool descending) const override {
        return std::string(expression) + (descending ? " DESC NULLS LAST" : " ASC NULLS FIRST");
    }

    std::string limit(std::int64_t limit, std::int64_t offset) const override {
        std::string text;
        if (limit >= 0) text += " LIMIT " + std::to_string(limit);
        if (offset > 0) text += " OFFSET " + std::to_string(offset);
        return text;
    }

    std::string date_part(std::string_view expression, std::string_view part,
                          int offset_minutes) const override {
        const auto extract = [&](std::string_view field) {
            return "EXTRACT(" + std::string(field) + " FROM (" + std::string(expression) +
                   ")::timestamp + interval '" + std::to_string(offset_minutes) +
                   " minutes')::integer";
        };
        if (part == "week") return "((" + extract("doy") + " + 6 - " + extract("dow") + ") / 7)";
        return extract(part == "dayofweek" ? "dow" : part);
    }

    std::string epoch_seconds(std::string_view expression) const override {
        return "EXTRACT(EPOCH FROM (" + std::string(expression) + ")::timestamp)::bigint";
    }

    std::string column_definition(const Column& column) const override {
        const std::string name = quote(column.name);
        switch (column.type) {
            case ColumnType::text:
            case ColumnType::text_exact:
                return name + " text COLLATE \"C\"";
            case ColumnType::integer:
                return name + " bigint";
            case ColumnType::real:
                return name + " double precision";
        }
        return name + " text";
    }

    std::vector<std::string> migrate(const Schema& wanted, const Schema& present) const override {
        return migration(*this, wanted, present,
                         "\"row_id\" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
    }

    std::string create_full_text(std::string_view table) const override {
        return "CREATE TABLE IF NOT EXISTS " + full_text(table) +
               " (rowid bigint PRIMARY KEY, content tsvector); CREATE INDEX IF NOT EXISTS " +
               quoted(std::string(table) + "_fts_content") + " ON " + full_text(table) +
               " USING gin (content)";
    }
    std::string put_full_text(std::string_view table) const override {
        return "INSERT INTO " + full_text(table) +
               " (rowid, content) VALUES ($1, to_tsvector('simple', $2)) ON CONFLICT (rowid) DO "
               "UPDATE "
               "SET content = EXCLUDED.content";
    }
    std::string remove_full_text(std::string_view table) const override {
        return "DELETE FROM " + full_text(table) + " WHERE rowid = $1";
    }

private:
    static std::string full_text(std::string_view table) {
        return quoted(std::string(table) + "_fts");
    }
};

}  // namespace

const Dialect& postgresql_dialect() {
    static const PostgresqlDialect dialect;
    return dialect;
}

}  // namespace stead::db
