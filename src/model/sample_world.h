#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "db/database.h"
#include "model/dictionary.h"
#include "model/dictionary_builder.h"
#include "model/query_match.h"
#include "model/query_sql.h"

// For tests: a dictionary with rows, in memory and in a database at once, and one person who asks.
namespace stead::model {

using SampleValues = std::map<std::string, std::string>;

struct SampleRow {
    const Table* table;
    SampleValues values;
};

class SampleWorld : public QueryEnvironment {
public:
    explicit SampleWorld(const DictionaryRows& definitions);

    // Values are as on the wire; sys_id and sys_class_name are completed.
    void insert(const std::string& table, SampleValues values);

    // sys_ids of the rows that the query finds, sorted; or in the query's order.
    std::vector<std::string> find_by_sql(const std::string& table, const std::string& query);
    std::vector<std::string> find_in_memory(const std::string& table, const std::string& query);
    std::vector<std::string> find_ordered(const std::string& table, const std::string& query);
    // SELECT of these sys_ids, and INSERT of a row, for any database.
    SqlPart statement(const std::string& table, const std::string& query,
                      const db::Dialect& dialect) const;
    static SqlPart insertion(const SampleRow& row, const db::Dialect& dialect);
    bool matches_change(const std::string& table, const std::string& query, SampleValues old,
                        SampleValues now);

    const SampleRow* row(std::string_view sys_id) const;
    const std::vector<std::unique_ptr<SampleRow>>& rows() const { return rows_; }
    const Dictionary& dictionary() const { return *dictionary_; }

    base::Time now() const override { return now_; }
    std::string time_zone() const override { return zone_; }
    std::optional<std::string> evaluate(std::string_view expression) const override;
    std::optional<std::string> dynamic(std::string_view sys_id) const override;
    bool may_query(std::string_view table, std::string_view field, bool range) const override;

    base::Time now_;
    std::string zone_ = "UTC";
    SampleValues scripts_, dynamic_filters_;

private:
    std::shared_ptr<const Dictionary> dictionary_;
    std::unique_ptr<db::Database> database_;
    std::vector<std::unique_ptr<SampleRow>> rows_;
    std::map<std::string, const SampleRow*, std::less<>> by_id_;
};

}  // namespace stead::model
