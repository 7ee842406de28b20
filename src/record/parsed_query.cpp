#include "record/parsed_query.h"

#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace stead::record {

namespace {

constexpr std::size_t most = 4000;  // scripts may make texts without end

class ParsedQueries {
public:
    std::shared_ptr<const model::ParsedQuery> find(const model::Dictionary& dictionary,
                                                   const model::Table& table,
                                                   std::string_view text) const {
        {
            const std::shared_lock lock(mutex_);
            if (const auto of_table = by_table_.find(&table); of_table != by_table_.end())
                if (const auto known = of_table->second.find(text); known != of_table->second.end())
                    return known->second;
        }
        auto parsed = std::make_shared<const model::ParsedQuery>(
            model::parse_encoded_query(text, dictionary, table));
        const std::unique_lock lock(mutex_);
        if (++count_ > most) by_table_.clear(), count_ = 1;
        return by_table_[&table].emplace(std::string(text), std::move(parsed)).first->second;
    }

private:
    using ByText = base::TextMap<std::shared_ptr<const model::ParsedQuery>>;
    mutable std::shared_mutex mutex_;
    mutable std::unordered_map<const model::Table*, ByText> by_table_;
    mutable std::size_t count_ = 0;
};

}  // namespace

std::shared_ptr<const model::ParsedQuery> parsed_query(const Snapshot& snapshot,
                                                       const model::Table& table,
                                                       std::string_view text) {
    static const char key = 0;
    const auto make = [](const model::Dictionary&) { return std::make_shared<ParsedQueries>(); };
    // Records may come from a snapshot that this unit has replaced, so the table is found by name.
    return std::static_pointer_cast<const ParsedQueries>(snapshot.dictionary_attachment(&key, make))
        ->find(snapshot.dictionary(), snapshot.dictionary().get(table.name), text);
}

}  // namespace stead::record
