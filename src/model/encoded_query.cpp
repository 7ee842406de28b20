#include "model/encoded_query.h"

#include "base/text.h"
#include "model/dictionary.h"
#include "model/query_parser.h"

namespace stead::model {

namespace {

std::string text_of(const std::vector<Block>& blocks);

std::string text_of(const Condition& condition) {
    std::string text = condition.field;
    text += spelling(condition.op);
    const bool is_script = condition.value.starts_with("javascript:");
    text += is_script ? condition.value : base::replace_all(condition.value, "^", "^^");
    return text;
}

std::string text_of(const Related& related) {
    const bool points_here = related.own_field == "sys_id";
    std::string text =
        points_here ? "RLQUERY" + related.table + "." + related.field + "," + related.comparison +
                          std::to_string(related.count)
                    : "SUBQUERY" + related.own_field + "," + related.field + "," + related.table;
    if (!related.where.empty()) text += "^" + text_of(related.where);
    return text + (points_here ? "^ENDRLQUERY" : "^ENDSUBQUERY");
}

std::string text_of(const Clause& clause) {
    std::vector<std::string> parts;
    for (const auto& condition : clause.any) parts.push_back(text_of(condition));
    for (const auto& related : clause.related) parts.push_back(text_of(related));
    return base::join(parts, "^OR");
}

std::string text_of(const Block& block) {
    std::vector<std::string> parts;
    for (const auto& clause : block.all) parts.push_back(text_of(clause));
    return base::join(parts, "^");
}

std::string text_of(const std::vector<Block>& blocks) {
    std::vector<std::string> parts;
    for (const auto& block : blocks) parts.push_back(text_of(block));
    return base::join(parts, "^NQ");
}

std::string text_of(const Order& order) {
    return (order.group ? "GROUPBY" : order.descending ? "ORDERBYDESC" : "ORDERBY") + order.field;
}

}  // namespace

ParsedQuery parse_encoded_query(std::string_view text, const Dictionary& dictionary,
                                const Table& table) {
    ParsedQuery parsed;
    parsed.query = QueryParser(text, dictionary, parsed.dropped).parse(table);
    return parsed;
}

std::string to_string(const EncodedQuery& query) {
    std::vector<std::string> parts;
    if (!query.any.empty()) parts.push_back(text_of(query.any));
    for (const auto& order : query.order) parts.push_back(text_of(order));
    return base::join(parts, "^");
}

}  // namespace stead::model
