#include "script/glide/query_values.h"

#include "base/text.h"
#include "record/scripting.h"
#include "record/store.h"
#include "script/glide/element_object.h"
#include "script/glide/query_text.h"

namespace stead::script {
namespace {

constexpr std::string_view prefix = "javascript:";

// An expression ends at ^ or @, except inside quotes.
std::size_t end_of_expression(std::string_view query, std::size_t begin) {
    char quote = 0;
    for (auto at = begin; at < query.size(); ++at) {
        const char c = query[at];
        if (quote) {
            if (c == '\\')
                ++at;
            else if (c == quote)
                quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '^' || c == '@') {
            return at;
        }
    }
    return query.size();
}

// What the expression gives, or, refused, the text itself as a value that no row has.
std::string settled_value(Call& call, std::string_view expression) {
    const auto value = call.unit.store().scripting().guarded_value(call.unit, expression);
    if (value) return base::replace_all(*value, "^", "^^");
    return query_term({}, {}, std::string(prefix) + std::string(expression));
}

}  // namespace

std::string term_of(const Arguments& args, std::size_t first) {
    const auto field = args.text(first);
    if (args.size() < first + 3) return query_term(field, "=", field_argument(args, first + 1));
    return query_term(field, args.text(first + 1), field_argument(args, first + 2));
}

// gs.datePart is no script: the query itself reads it.
std::string settled_query(Call& call, std::string_view query) {
    std::string settled;
    while (true) {
        const auto at = query.find(prefix);
        if (at == std::string_view::npos) return settled.append(query);
        const auto end = end_of_expression(query, at);
        settled.append(query.substr(0, at));
        const auto expression = query.substr(at + prefix.size(), end - at - prefix.size());
        if (expression.starts_with("gs.datePart("))
            settled.append(prefix).append(expression);
        else
            settled += settled_value(call, expression);
        query.remove_prefix(end);
    }
}

}  // namespace stead::script
