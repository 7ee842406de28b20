#include "model/comparison.h"

#include <algorithm>
#include <cctype>

#include "base/error.h"
#include "base/text.h"
#include "model/condition_resolver.h"

namespace stead::model {

namespace {

// The words of a text search, without those that hold no letter or digit.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string spaced(text);
    for (auto& c : spaced)
        if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '*') c = ' ';
    for (auto& word : base::split_names(spaced, ' ')) {
        const bool says_something = std::any_of(word.begin(), word.end(), [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) ||
                   static_cast<unsigned char>(c) >= 0x80;
        });
        if (says_something && words.size() < 16 && word.size() <= 128)
            words.push_back(std::move(word));
    }
    return words;
}

std::optional<Comparison> resolve_text_search(const Condition& condition) {
    auto words = words_of(condition.value);
    if (words.empty()) return {};
    return Comparison{.test = Comparison::Test::words, .values = std::move(words)};
}

}  // namespace

void check_query_access(const Path& path, bool range, const QueryEnvironment& environment) {
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const bool is_last = i + 1 == path.steps.size();
        if (environment.may_query(path.tables[i]->name, path.steps[i]->name, range && is_last))
            continue;
        throw base::Error(base::Status::forbidden, "Insufficient rights to query records",
                          "Field(s) present in the query do not have permission to be read");
    }
}

SearchedFields fields_to_search(const Table& table, const QueryEnvironment& environment) {
    SearchedFields fields;
    const auto may_ask = [&](const Field& field) {
        const bool may = environment.may_query(table.name, field.name, true);
        fields.complete &= may;
        return may;
    };
    for (const auto* field : searchable_fields(table))
        if (may_ask(*field)) fields.stored.push_back(field);
    for (const auto& field : table.fields())
        if (field.kind() == Kind::journal) may_ask(field);
    return fields;
}

Domain domain_of(const Field& field) {
    if (field.kind() == Kind::boolean) return Domain::boolean;
    switch (field.type->column) {
        case db::ColumnType::integer:
        case db::ColumnType::real:
            return Domain::number;
        case db::ColumnType::text_exact:
            return Domain::exact;
        default:
            return Domain::folded;
    }
}

bool can_pair(const Field& own, const Field& other) {
    const auto is_text = [](const Field& field) {
        const auto domain = domain_of(field);
        return domain == Domain::folded || domain == Domain::exact;
    };
    if (own.column.empty() || other.column.empty()) return false;
    if (own.kind() == Kind::password || other.kind() == Kind::password) return false;
    return domain_of(own) == domain_of(other) || (is_text(own) && is_text(other));
}

bool pair_folded(const Field& own, const Field& other) {
    return domain_of(own) == Domain::folded && domain_of(other) == Domain::folded;
}

const Table* target_of(const Dictionary& dictionary, const Field& field) {
    const bool points = field.kind() == Kind::reference || field.kind() == Kind::list;
    return points ? dictionary.find(field.reference) : nullptr;
}

Path display_path(const Dictionary& dictionary, const Table& table) {
    constexpr std::size_t most_steps = 4;
    Path path;
    for (const Table* at = &table; at && path.steps.size() < most_steps;) {
        path.steps.push_back(&at->display_field());
        path.tables.push_back(at);
        at = path.last().kind() == Kind::reference ? target_of(dictionary, path.last()) : nullptr;
    }
    return path;
}

std::optional<Comparison> resolve(const Condition& condition, const Dictionary& dictionary,
                                  const Table& table, const QueryEnvironment& environment) {
    if (condition.op == Operator::text_search) return resolve_text_search(condition);
    auto path = find_path(dictionary, table, condition.field);
    if (!path) return {};
    return ConditionResolver(condition, dictionary, table, environment, std::move(*path)).resolve();
}

}  // namespace stead::model
