#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/dictionary.h"
#include "model/encoded_query.h"
#include "model/query_environment.h"
#include "model/relative_time.h"

namespace stead::model {

// A condition with everything settled that does not depend on the row: the fields are found,
// scripts are evaluated, dates and labels are turned into stored values, operators that mean the
// same are one. SQL and memory only differ in how they carry out these few tests.
struct Comparison {
    enum class Test {
        never,
        always,
        empty,
        not_empty,
        is_true,  // of a boolean, where empty counts as false
        is_false,
        any_of,   // equals one of `values`, or shows one of `shown`; of an empty value: no
        none_of,  // equals and shows none of them; of an empty value: no
        compare,  // `op` with values[0]: less, less_or_equal, greater, greater_or_equal
        inside,   // values[0] ≤ x ≤ values[1]
        outside,
        like,  // values[0] somewhere, at the start or at the end
        not_like,
        compare_field,  // `op` with the field `other`
        same_part,      // in the same `part` as the field `other`: a day, a month …
        other_part,
        compare_part,  // `op` of the `part` with `number`
        distance,      // seconds from `other` to this, `op` with `number`, and not negative
        below,         // values[0] or its descendants by the field `parent`
        value_changes,
        changes_from,  // any_of for the old value
        changes_to,
        words,    // all `values` are found in the row
        related,  // all semi-joins in `related` hold
    };
    Test test = Test::never;
    Path path;
    std::vector<std::string> values = {};
    std::vector<std::string> shown = {};
    bool by_display = false;  // like, not_like: of what the reference or list shows
    bool open_start = false, open_end = false;
    Operator op = Operator::equals;
    std::optional<Path> other = {};
    std::string part = {};  // for date_part; of `same_part` also "minute", "day", "week"
    std::int64_t number = 0;
    const Field* parent = nullptr;
    std::vector<Related> related = {};
};

// How the values of a field compare.
enum class Domain {
    folded,  // text without regard to the case of ASCII letters
    exact,   // bytes: ids, dates, class names
    number,
    boolean,
};
Domain domain_of(const Field& field);

// Can a semi-join pair values of these fields? Text pairs without regard to case when both are
// `folded`.
bool can_pair(const Field& own, const Field& other);
bool pair_folded(const Field& own, const Field& other);

// Empty: the condition must be left out, because it cannot be read or because the environment
// refuses its script. Throws Error(forbidden) when the environment does not let its field be named.
std::optional<Comparison> resolve(const Condition& condition, const Dictionary& dictionary,
                                  const Table& table, const QueryEnvironment& environment);

// Throws Error(forbidden) when a step of the path must not be named, or its last not in ranges.
void check_query_access(const Path& path, bool range, const QueryEnvironment& environment);

// Where a text search of the table looks on behalf of this asker.
struct SearchedFields {
    std::vector<const Field*> stored;
    bool complete = true;  // he may ask about all fields and journals that an index holds
};
SearchedFields fields_to_search(const Table& table, const QueryEnvironment& environment);

// What a reference to the table shows: its display field, followed while that is a reference
// itself.
Path display_path(const Dictionary& dictionary, const Table& table);

// The table that a reference or list points to; null for other fields.
const Table* target_of(const Dictionary& dictionary, const Field& field);

}  // namespace stead::model
