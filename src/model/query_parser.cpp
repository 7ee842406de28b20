#include "model/query_parser.h"

#include <algorithm>

#include "base/text.h"
#include "model/comparison.h"

namespace stead::model {

namespace {

constexpr int max_depth = 8;

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

// Numbers, dates and truth values hold no caret: two of them are an empty clause.
bool may_hold_carets(Kind kind) {
    switch (kind) {
        case Kind::boolean:
        case Kind::integer:
        case Kind::decimal:
        case Kind::date_time:
        case Kind::date:
        case Kind::time:
        case Kind::duration:
        case Kind::sys_id:
            return false;
        default:
            return true;
    }
}

// "table.field" → its halves; the second is "" when there is no dot.
std::pair<std::string_view, std::string_view> halves(std::string_view text, char separator) {
    const auto at = text.find(separator);
    if (at == std::string_view::npos) return {text, {}};
    return {text.substr(0, at), text.substr(at + 1)};
}

// ">=1" into comparison and number.
bool read_count(std::string_view text, Related& related) {
    const auto digits = text.find_first_not_of("<>=!");
    if (digits == std::string_view::npos || digits == 0) return false;
    related.comparison = text.substr(0, digits);
    const auto number = base::to_integer(text.substr(digits));
    for (const auto* known : {"=", "!=", ">", ">=", "<", "<="})
        if (related.comparison == known && number) {
            related.count = *number;
            return true;
        }
    return false;
}

void remove_empty(std::vector<Block>& blocks) {
    for (auto& block : blocks)
        std::erase_if(block.all, [](const Clause& clause) {
            return clause.any.empty() && clause.related.empty();
        });
    std::erase_if(blocks, [](const Block& block) { return block.all.empty(); });
}

}  // namespace

EncodedQuery QueryParser::parse(const Table& table) {
    EncodedQuery query;
    query.table = table.name;
    query.any = parse_blocks({table, table, &query.order, {}, 0});
    return query;
}

std::vector<Block> QueryParser::parse_blocks(Scope scope) {
    for (;;) {
        while (take("^")) {
        }
        if (at_end()) break;
        if (take_whole("EQ")) {
            at_ = text_.size();
            break;
        }
        if (!scope.end.empty() && take_whole(scope.end)) break;
        if (!parse_structure(scope)) parse_clause(scope);
    }
    remove_empty(scope.blocks);
    return std::move(scope.blocks);
}

bool QueryParser::parse_structure(Scope& scope) {
    if (take("NQ"))
        scope.blocks.emplace_back();
    else if (take("ORDERBYDESC"))
        parse_order(scope, true, false);
    else if (take("ORDERBY"))
        parse_order(scope, false, false);
    else if (take("GROUPBY"))
        parse_order(scope, false, true);
    else
        return false;
    return true;
}

void QueryParser::parse_order(Scope& scope, bool descending, bool group) {
    for (const auto& name : base::split_names(take_until("^"))) {
        if (scope.orders && find_path(dictionary_, scope.order_table, name))
            scope.orders->push_back({name, descending, group});
        else
            dropped_.push_back((descending ? "ORDERBYDESC" : group ? "GROUPBY" : "ORDERBY") + name);
    }
}

void QueryParser::parse_clause(Scope& scope) {
    const auto start = at_;
    auto& clauses = scope.blocks.back().all;
    const bool joined = take("OR");
    if (!joined || clauses.empty()) clauses.emplace_back();
    auto& clause = clauses.back();
    take("GOTO");
    if (take("123TEXTQUERY321=") || is_keyword_search(scope.table)) {
        clause.any.push_back({{}, Operator::text_search, take_value(true)});
    } else if (take("RLQUERY")) {
        parse_related_list(scope, clause, start);
    } else if (take("JOIN")) {
        parse_join(scope, clause, start);
    } else if (take("SUBQUERY")) {
        parse_subquery(scope, clause, start);
    } else if (rest().starts_with("sys_tags.")) {
        parse_tag(clause, start);
    } else {
        parse_condition(scope.table, clause, start);
    }
}

bool QueryParser::is_keyword_search(const Table& table) {
    return !table.find("keywords") && take("keywords=");
}

void QueryParser::parse_condition(const Table& table, Clause& clause, std::size_t start) {
    const auto field = take_name();
    const auto path = find_path(dictionary_, table, field);
    const auto token = path ? find_operator(rest()) : std::nullopt;
    if (!token) {
        take_value(true);
        return drop(start);
    }
    at_ += token->length;
    std::string value;
    if (takes_value(token->op)) value = take_value(may_hold_carets(path->last().kind()));
    take_until("^");
    // No value holds a zero byte, and databases end a text there.
    if (value.find('\0') != std::string::npos) return drop(start);
    clause.any.push_back({std::string(field), token->op, std::move(value)});
}

// RLQUERYtable.field,>=1[,m2m][,condition]^condition^ENDRLQUERY
void QueryParser::parse_related_list(Scope& scope, Clause& clause, std::size_t start) {
    const auto [table, field] = halves(take_until(",^"), '.');
    take(",");
    Related related{std::string(table), std::string(field), "sys_id"};
    const bool counted = read_count(take_until(",^"), related);
    take(",");
    if (rest().starts_with("m2m")) take_until(",^");
    take(",");
    const auto* target = dictionary_.find(table);
    if (counted && can_join(scope.table, "sys_id", target, field) && scope.depth < max_depth)
        return parse_related(scope, clause, std::move(related), "ENDRLQUERY");
    skip_to_end_of("^ENDRLQUERY");
    drop(start);
}

// JOINtable.own_field=other.field!conditions to the end
void QueryParser::parse_join(Scope& scope, Clause& clause, std::size_t start) {
    const auto [own, other] = halves(take_until("!^"), '=');
    const auto [own_table, own_field] = halves(own, '.');
    const auto [table, field] = halves(other, '.');
    take("!");
    const auto* left = dictionary_.find(own_table);
    const auto* target = dictionary_.find(table);
    const bool fits = left && target && left->root == scope.table.root &&
                      can_join(scope.table, own_field, target, field) && scope.depth < max_depth;
    if (fits)
        return parse_related(scope, clause,
                             {std::string(table), std::string(field), std::string(own_field)}, {});
    at_ = text_.size();
    drop(start);
}

// SUBQUERYown_field,field,table^conditions^ENDSUBQUERY
void QueryParser::parse_subquery(Scope& scope, Clause& clause, std::size_t start) {
    const auto parts = base::split(take_until("^"), ',');
    const auto* target = parts.size() == 3 ? dictionary_.find(parts[2]) : nullptr;
    const bool fits =
        target && can_join(scope.table, parts[0], target, parts[1]) && scope.depth < max_depth;
    if (fits)
        return parse_related(scope, clause,
                             {std::string(parts[2]), std::string(parts[1]), std::string(parts[0])},
                             "ENDSUBQUERY");
    skip_to_end_of("^ENDSUBQUERY");
    drop(start);
}

void QueryParser::parse_related(Scope& scope, Clause& clause, Related related,
                                std::string_view end) {
    const auto& target = dictionary_.get(related.table);
    const bool to_the_end = end.empty();  // a JOIN; it ends where its surroundings end
    related.where = parse_blocks({target, scope.order_table, to_the_end ? scope.orders : nullptr,
                                  to_the_end ? scope.end : end, scope.depth + 1});
    if (to_the_end && !scope.end.empty() && !at_end()) at_ -= scope.end.size();
    clause.related.push_back(std::move(related));
}

bool QueryParser::can_join(const Table& table, std::string_view own, const Table* target,
                           std::string_view field) const {
    if (!target) return false;
    const auto from = find_path(dictionary_, table, own);
    const auto to = find_path(dictionary_, *target, field);
    return from && to && can_pair(from->last(), to->last());
}

// sys_tags.<tag>=<tag>: rows that carry the tag.
void QueryParser::parse_tag(Clause& clause, std::size_t start) {
    take_until("=^");
    take("=");
    const auto tag = take_value(true);
    const auto* entries = dictionary_.find("label_entry");
    if (tag.empty() || !entries || !entries->find("label") || !entries->find("table_key"))
        return drop(start);
    Clause carries;
    carries.any.push_back({"label", Operator::equals, tag});
    clause.related.push_back({"label_entry", "table_key", "sys_id", ">=", 1, {Block{{carries}}}});
}

bool QueryParser::take(std::string_view word) {
    if (!rest().starts_with(word)) return false;
    at_ += word.size();
    return true;
}

bool QueryParser::take_whole(std::string_view word) {
    const auto after = at_ + word.size();
    if (!rest().starts_with(word) || (after < text_.size() && text_[after] != '^')) return false;
    at_ = after;
    return true;
}

std::string_view QueryParser::take_until(std::string_view stops) {
    const auto start = at_;
    at_ = std::min(text_.find_first_of(stops, at_), text_.size());
    return text_.substr(start, at_ - start);
}

std::string_view QueryParser::take_name() {
    const auto start = at_;
    while (!at_end() && is_name_character(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
}

std::string QueryParser::take_value(bool may_hold_carets) {
    std::string value;
    if (rest().starts_with("javascript:") && take_script(value)) return value;
    for (;;) {
        value += take_until("^");
        if (!may_hold_carets || !take("^^")) return value;
        value += '^';
    }
}

// A caret between quotes belongs to the script. False, and nothing taken, when a quote stays open.
bool QueryParser::take_script(std::string& value) {
    const auto start = at_;
    for (;;) {
        take_until("^'\"");
        if (at_end() || text_[at_] == '^') break;
        const auto close = text_.find(text_[at_], at_ + 1);
        if (close == std::string_view::npos) {
            at_ = start;
            return false;
        }
        at_ = close + 1;
    }
    value = text_.substr(start, at_ - start);
    return true;
}

void QueryParser::skip_to_end_of(std::string_view end) {
    const auto found = text_.find(end, at_);
    at_ = found == std::string_view::npos ? text_.size() : found + end.size();
}

}  // namespace stead::model
