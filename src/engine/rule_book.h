#pragma once

#include <array>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "record/snapshot.h"
#include "record/write.h"

namespace stead::engine {

// One row of sys_script, ready to run.
struct Rule {
    std::string sys_id, name, origin, collection, filter, condition, roles, values, message, script;
    int order = 100;
    bool before = true, async = false, abort = false, inherited = true;
    bool on_insert = false, on_update = false, on_delete = false;

    bool runs(record::Phase phase, record::Operation operation) const;
};

// The rules of a snapshot by table, phase and operation, those of ancestors included.
class RuleBook {
public:
    explicit RuleBook(const record::Snapshot& snapshot);
    const std::vector<const Rule*>& rules(const model::Table& table, record::Phase phase,
                                          record::Operation operation) const;
    const Rule* find(std::string_view sys_id) const;

private:
    static constexpr std::size_t slots = 7 * 3;
    using ByPhase = std::array<std::vector<const Rule*>, slots>;

    void file_under(const Rule& rule, const model::Table& table);

    std::vector<std::unique_ptr<Rule>> rules_;
    std::unordered_map<const model::Table*, ByPhase> by_table_;
    base::TextMap<const Rule*> by_sys_id_;
};

std::shared_ptr<const RuleBook> rule_book(const record::Snapshot& snapshot);

}  // namespace stead::engine
