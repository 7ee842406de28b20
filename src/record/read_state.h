#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "model/encoded_query.h"

namespace stead::record {

struct Session;

// What the read half remembers within one unit. The write half calls `forget` after every row that
// it writes, because any of it may have changed.
struct ReadState {
    // Values of `javascript:` expressions and of whole conditions, by who asked.
    std::map<std::pair<const Session*, std::string>, std::string> values;
    std::map<std::pair<const Session*, std::string>, std::shared_ptr<const model::ParsedQuery>>
        conditions;
    // What before-query rules add, by who asked and table.
    std::map<std::pair<const Session*, const model::Table*>,
             std::shared_ptr<const std::vector<model::EncodedQuery>>>
        query_rules;
    // Tables whose before-query rules are running: they do not apply to their own queries.
    std::vector<const model::Table*> in_query_rules;

    void forget() {
        values.clear();
        conditions.clear();
        query_rules.clear();
    }
};

}  // namespace stead::record
