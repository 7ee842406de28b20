#pragma once

#include <memory>
#include <string>
#include <vector>

#include "script/glide/record_object.h"

namespace stead::record {
struct AggregateRequest;
}

namespace stead::script {

// GlideAggregate: counts, sums and their kin over the rows of a query, by group.
class AggregateObject : public HostObject {
public:
    struct Aggregate {
        std::string function;  // COUNT, SUM, AVG, MIN, MAX, COUNT(DISTINCT, GROUP_CONCAT …
        std::string field;     // "" for COUNT
        bool operator==(const Aggregate&) const = default;
    };
    struct Having {
        Aggregate aggregate;
        std::string op;
        double value = 0;
    };
    struct Order {
        std::string field;    // of a group; or
        Aggregate aggregate;  // when field is ""
        bool descending = false;
    };
    struct Result {
        std::vector<std::string> groups;
        std::vector<std::string> values;
    };

    AggregateObject(Call& call, std::string_view table);
    const std::shared_ptr<const HostClass>& host_class() const override;

    const model::Table* table() const { return table_; }
    const std::string& table_name() const { return name_; }

    QueryText query;
    std::vector<Aggregate> aggregates;
    std::vector<std::string> groups;
    std::vector<Having> having;
    std::vector<Order> order;
    bool run_rules = true;
    std::int64_t limit = -1;

    void group_by(const std::string& field);
    void run(Call& call);
    bool next() { return ++at_ < static_cast<std::int64_t>(results_.size()); }
    bool has_next() const { return at_ + 1 < static_cast<std::int64_t>(results_.size()); }
    std::size_t row_count() const { return results_.size(); }
    // Of the group under the cursor; null when it is not there.
    const std::string* value(const Aggregate& aggregate) const;
    const std::string* group_value(std::string_view field) const;

private:
    const Result* present() const;
    record::AggregateRequest request() const;

    std::string name_;
    const model::Table* table_;
    std::vector<Result> results_;
    std::int64_t at_ = -1;
};

std::shared_ptr<const HostClass> aggregate_class();

}  // namespace stead::script
