#include "record/count_cache.h"

#include <fmt/core.h>

namespace stead::record {

namespace {

constexpr std::size_t most_bytes = 4'000'000;

// Lengths keep apart what would read alike.
std::string key_of(const model::SqlPart& sql) {
    std::string key = sql.text;
    for (const auto& param : sql.params) {
        const auto text = std::visit(
            [](const auto& value) -> std::string {
                if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
                    return "-";
                else
                    return fmt::format("{}", value);
            },
            param);
        key += fmt::format("\n{} {} {}", param.index(), text.size(), text);
    }
    return key;
}

}  // namespace

std::int64_t CountCache::count(db::Connection& connection, const model::SqlPart& sql) {
    auto& statement = connection.prepare(sql.text).bind_all(sql.params);
    const auto version = connection.version_for(statement);
    const auto key = version ? key_of(sql) : std::string();
    if (version) {
        const std::lock_guard lock(mutex_);
        if (const auto known = known_.find(key);
            known != known_.end() && known->second.version == *version) {
            statement.reset();
            return known->second.count;
        }
    }
    const auto count = statement.step() ? statement.integer(0) : 0;
    statement.reset();
    // Nothing was written since the statement began: this is the count of that version.
    if (!version || connection.version_for(statement) != version) return count;
    const std::lock_guard lock(mutex_);
    if (bytes_ + key.size() > most_bytes) known_.clear(), bytes_ = 0;
    if (known_.insert_or_assign(key, Known{*version, count}).second) bytes_ += key.size();
    return count;
}

}  // namespace stead::record
