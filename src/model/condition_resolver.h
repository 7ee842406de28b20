#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/comparison.h"

namespace stead::model {

// Works out what one condition on a field means, for resolve(). Written in three files: values and
// texts (condition_resolver.cpp), dates (resolve_dates.cpp), other fields and journals
// (resolve_fields.cpp). An empty result: the condition makes no sense and is left out.
class ConditionResolver {
public:
    ConditionResolver(const Condition& condition, const Dictionary& dictionary, const Table& table,
                      const QueryEnvironment& environment, Path path)
        : condition_(condition),
          dictionary_(dictionary),
          table_(table),
          environment_(environment),
          path_(std::move(path)),
          field_(path_.last()) {}

    std::optional<Comparison> resolve() const;

private:
    using Test = Comparison::Test;
    using Result = std::optional<Comparison>;

    Comparison make(Test test, std::vector<std::string> values = {}) const;
    void check_access(const Path& path) const;

    // The text with its script evaluated. Empty: it must not or cannot be.
    std::optional<std::string> evaluated(const std::string& text) const;
    std::optional<std::string> stored(const std::string& text) const;
    std::optional<std::string> stored_operand(const std::string& text) const;  // evaluated, stored
    bool is_computed() const;
    bool is_negative() const;
    bool has_order() const;

    Result resolve_stored() const;
    Result resolve_emptiness() const;
    Result resolve_equality(const std::optional<std::string>& value) const;
    Result resolve_list(const std::optional<std::string>& values) const;
    Result among(const std::vector<std::string>& texts) const;
    bool may_be_shown(const std::string& text) const;  // by the row that the reference points to
    Result among_booleans(const std::vector<std::string>& texts) const;
    Result resolve_order() const;
    Result resolve_between() const;
    Result resolve_like(bool open_start, bool open_end) const;
    Result resolve_instance_of() const;
    Result resolve_hierarchy() const;
    Result resolve_change() const;

    Result resolve_on() const;
    Result resolve_relative() const;
    Result resolve_date_part() const;
    Result resolve_distance() const;
    Result resolve_same_part(Path other, const std::string& unit) const;
    Result compare_with(Operator op, base::Time time) const;
    Result date_part_comparison(const std::string& part, const std::string& value,
                                const std::string& comparator) const;
    std::string date_text(base::Time time) const;
    // A bare date means the first or last second of that day in the person's zone.
    std::optional<std::string> day_edge(const std::string& text, bool last) const;

    Result resolve_field_comparison() const;
    Operator simple_operator() const;
    Result resolve_journal() const;
    Related entries(std::string comparison, std::int64_t count, Clause clause) const;
    Clause entry_condition(Operator op) const;

    const Condition& condition_;
    const Dictionary& dictionary_;
    const Table& table_;
    const QueryEnvironment& environment_;
    const Path path_;
    const Field& field_;
};

// "a@b" → its halves; the second is "" when there is no separator.
std::pair<std::string, std::string> cut(const std::string& text, char separator);

bool is_date(const Field& field);

}  // namespace stead::model
