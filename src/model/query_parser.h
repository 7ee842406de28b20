#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/dictionary.h"
#include "model/encoded_query.h"

namespace stead::model {

// Reads an encoded query from left to right, each character a bounded number of times.
class QueryParser {
public:
    QueryParser(std::string_view text, const Dictionary& dictionary,
                std::vector<std::string>& dropped)
        : text_(text), dictionary_(dictionary), dropped_(dropped) {}

    EncodedQuery parse(const Table& table);

private:
    // What the text being read is about: the query itself or the inside of a semi-join.
    struct Scope {
        const Table& table;
        const Table& order_table;    // ORDERBY after a JOIN sorts the outer query
        std::vector<Order>* orders;  // null: they mean nothing here
        std::string_view end;        // "ENDRLQUERY"; "": the end of the text
        int depth;
        std::vector<Block> blocks = {Block()};
    };

    std::vector<Block> parse_blocks(Scope scope);
    bool parse_structure(Scope& scope);  // NQ, ORDERBY, GROUPBY; false: a clause stands here
    void parse_clause(Scope& scope);
    void parse_order(Scope& scope, bool descending, bool group);
    void parse_related_list(Scope& scope, Clause& clause, std::size_t start);
    void parse_join(Scope& scope, Clause& clause, std::size_t start);
    void parse_subquery(Scope& scope, Clause& clause, std::size_t start);
    void parse_related(Scope& scope, Clause& clause, Related related, std::string_view end);
    bool can_join(const Table& table, std::string_view own, const Table* target,
                  std::string_view field) const;
    void parse_tag(Clause& clause, std::size_t start);
    void parse_condition(const Table& table, Clause& clause, std::size_t start);
    bool is_keyword_search(const Table& table);

    bool at_end() const { return at_ >= text_.size(); }
    std::string_view rest() const { return text_.substr(at_); }
    bool take(std::string_view word);
    bool take_whole(std::string_view word);  // followed by ^ or the end
    std::string_view take_until(std::string_view stops);
    std::string_view take_name();  // lowercase letters, digits, _ and dots
    std::string take_value(bool may_hold_carets);
    bool take_script(std::string& value);
    void skip_to_end_of(std::string_view end);
    void drop(std::size_t start) { dropped_.emplace_back(text_.substr(start, at_ - start)); }

    std::string_view text_;
    std::size_t at_ = 0;
    const Dictionary& dictionary_;
    std::vector<std::string>& dropped_;
};

}  // namespace stead::model
