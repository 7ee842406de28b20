#include <algorithm>

#include "model/query_sql.h"

namespace stead::model {

namespace {

// Databases limit how deep an expression may nest, and parse a chain of ANDs as a nest: long chains
// become a tree.
constexpr std::size_t longest_chain = 50;

SqlPart chain(std::vector<SqlPart>::iterator first, std::vector<SqlPart>::iterator last,
              std::string_view word) {
    SqlPart joined{"(", {}};
    for (auto part = first; part != last; ++part) {
        if (part != first) joined.text += word;
        joined.text += part->text;
        std::move(part->params.begin(), part->params.end(), std::back_inserter(joined.params));
    }
    joined.text += ")";
    return joined;
}

SqlPart join(std::vector<SqlPart> parts, std::string_view word) {
    while (parts.size() > longest_chain) {
        std::vector<SqlPart> joined;
        for (std::size_t i = 0; i < parts.size(); i += longest_chain)
            joined.push_back(chain(parts.begin() + i,
                                   parts.begin() + std::min(i + longest_chain, parts.size()),
                                   word));
        parts = std::move(joined);
    }
    if (parts.size() == 1) return std::move(parts[0]);
    return chain(parts.begin(), parts.end(), word);
}

}  // namespace

SqlPart all_of(std::vector<SqlPart> parts) {
    if (parts.empty()) return {"1=1", {}};
    return join(std::move(parts), " AND ");
}

SqlPart any_of(std::vector<SqlPart> parts) {
    if (parts.empty()) return {"1=0", {}};
    return join(std::move(parts), " OR ");
}

}  // namespace stead::model
