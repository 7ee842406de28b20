#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "model/comparison.h"
#include "model/query_sql.h"
#include "model/sample_world.h"

namespace stead::model {

namespace {

// A row of the world as conditions see it.
class SampleView : public RowView {
public:
    SampleView(const SampleWorld& world, const SampleRow& row, const SampleRow* old = nullptr)
        : world_(world), row_(row), old_(old) {}

    const Table& table() const override { return *row_.table; }

    std::string value(const Path& path) const override {
        const SampleRow* at = &row_;
        for (std::size_t i = 0; i < path.steps.size(); ++i) {
            if (!at || !at->table->is_a(path.tables[i]->name)) return {};
            const auto found = at->values.find(path.steps[i]->name);
            const auto value = found == at->values.end() ? std::string() : found->second;
            if (i + 1 == path.steps.size()) return value;
            at = world_.row(value);
        }
        return {};
    }

    std::string display(const Path& path) const override {
        return base::join(displays(path), ", ");
    }

    std::vector<std::string> displays(const Path& path) const override {
        std::vector<std::string> shown;
        const auto* target = target_of(world_.dictionary(), path.last());
        for (const auto& id : base::split_names(value(path)))
            if (const auto* row = world_.row(id); row && target)
                shown.push_back(
                    SampleView(world_, *row).value(display_path(world_.dictionary(), *target)));
        return shown;
    }

    std::optional<std::string> old_value(const Path& path) const override {
        if (!old_) return {};
        return SampleView(world_, *old_).value(path);
    }

    std::int64_t count_related(const Related& related) const override {
        const auto& dictionary = world_.dictionary();
        const auto& target = dictionary.get(related.table);
        const auto own_path = *find_path(dictionary, *row_.table, related.own_field);
        const auto path = *find_path(dictionary, target, related.field);
        const bool folded = pair_folded(own_path.last(), path.last());
        const auto key = [&](std::string text) { return folded ? base::lower(text) : text; };
        const auto own = key(value(own_path));
        EncodedQuery where{.table = related.table};
        where.any = related.where;
        return std::count_if(world_.rows().begin(), world_.rows().end(), [&](const auto& row) {
            const SampleView view(world_, *row);
            return row->table->is_a(target.name) && !own.empty() && key(view.value(path)) == own &&
                   matches(where, dictionary, view, world_);
        });
    }

private:
    const SampleWorld& world_;
    const SampleRow& row_;
    const SampleRow* old_;
};

db::Param param(const Field& field, const std::string& value) {
    if (value.empty()) return std::monostate();
    if (field.kind() == Kind::boolean) return std::int64_t{base::is_true(value)};
    if (domain_of(field) != Domain::number) return value;
    if (const auto integer = base::to_integer(value)) return *integer;
    return base::to_number(value).value();
}

}  // namespace

SampleWorld::SampleWorld(const DictionaryRows& definitions) : database_(db::open_sqlite({})) {
    std::vector<std::string> problems;
    dictionary_ = build_dictionary(definitions, problems);
    EXPECT_EQ(problems, std::vector<std::string>());
    database_->write([&](db::Connection& connection) {
        for (const auto& table : dictionary_->tables()) {
            if (table->root != table.get()) continue;
            const auto schema = schema_of(*dictionary_, *table);
            for (const auto& statement : connection.dialect().migrate(schema, {}))
                connection.execute(statement);
        }
    });
}

void SampleWorld::insert(const std::string& table, SampleValues values) {
    auto row = std::make_unique<SampleRow>();
    row->table = &dictionary_->get(table);
    if (row->table->find("sys_class_name")) values["sys_class_name"] = table;
    row->values = std::move(values);
    database_->write([&](db::Connection& connection) {
        const auto sql = insertion(*row, connection.dialect());
        connection.run(sql.text, sql.params);
    });
    by_id_[row->values["sys_id"]] = row.get();
    rows_.push_back(std::move(row));
}

SqlPart SampleWorld::insertion(const SampleRow& row, const db::Dialect& dialect) {
    std::string columns, marks;
    SqlPart sql;
    for (const auto& [name, value] : row.values) {
        const auto& field = row.table->get(name);
        if (field.column.empty()) continue;
        columns += (columns.empty() ? "" : ",") + dialect.quote(field.column);
        sql.params.push_back(param(field, value));
        marks +=
            (marks.empty() ? "" : ",") + dialect.placeholder(static_cast<int>(sql.params.size()));
    }
    sql.text = "INSERT INTO " + dialect.quote(row.table->storage()) + " (" + columns +
               ") VALUES (" + marks + ")";
    return sql;
}

std::vector<std::string> SampleWorld::find_by_sql(const std::string& table,
                                                  const std::string& query) {
    auto found = find_ordered(table, query);
    std::sort(found.begin(), found.end());
    return found;
}

SqlPart SampleWorld::statement(const std::string& table, const std::string& query,
                               const db::Dialect& dialect) const {
    const auto& queried = dictionary_->get(table);
    const auto parsed = parse_encoded_query(query, *dictionary_, queried);
    SqlBuilder builder(*dictionary_, queried, dialect, *this);
    builder.where(builder.condition(parsed.query));
    builder.order_by(parsed.query.order);
    return builder.select({"t0.\"sys_id\""}, -1, 0);
}

std::vector<std::string> SampleWorld::find_ordered(const std::string& table,
                                                   const std::string& query) {
    std::vector<std::string> found;
    database_->read([&](db::Connection& connection) {
        const auto part = statement(table, query, connection.dialect());
        auto& statement = connection.prepare(part.text).bind_all(part.params);
        while (statement.step()) found.emplace_back(statement.text(0));
    });
    return found;
}

std::vector<std::string> SampleWorld::find_in_memory(const std::string& table,
                                                     const std::string& query) {
    const auto parsed = parse_encoded_query(query, *dictionary_, dictionary_->get(table));
    std::vector<std::string> found;
    for (const auto& row : rows_)
        if (row->table->is_a(table) &&
            matches(parsed.query, *dictionary_, SampleView(*this, *row), *this))
            found.push_back(row->values.at("sys_id"));
    std::sort(found.begin(), found.end());
    return found;
}

bool SampleWorld::matches_change(const std::string& table, const std::string& query,
                                 SampleValues old, SampleValues now) {
    const auto& changed = dictionary_->get(table);
    const SampleRow before{&changed, std::move(old)}, after{&changed, std::move(now)};
    return matches(parse_encoded_query(query, *dictionary_, changed).query, *dictionary_,
                   SampleView(*this, after, &before), *this);
}

const SampleRow* SampleWorld::row(std::string_view sys_id) const {
    const auto found = by_id_.find(sys_id);
    return found == by_id_.end() ? nullptr : found->second;
}

std::optional<std::string> SampleWorld::evaluate(std::string_view expression) const {
    const auto found = scripts_.find(std::string(expression));
    if (found == scripts_.end()) return {};
    return found->second;
}

std::optional<std::string> SampleWorld::dynamic(std::string_view sys_id) const {
    const auto found = dynamic_filters_.find(std::string(sys_id));
    if (found == dynamic_filters_.end()) return {};
    return found->second;
}

bool SampleWorld::may_query(std::string_view, std::string_view, bool) const {
    return true;
}

}  // namespace stead::model
