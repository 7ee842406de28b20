#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace stead::plugin {

// What was found for a token a moment ago, by the hash of the token. Shared by all workers.
template <class Found>
class TokenCache {
public:
    std::optional<Found> find(std::string_view hash) const {
        const std::lock_guard lock(mutex_);
        const auto found = known_.find(hash);
        return found == known_.end() ? std::nullopt : std::optional(found->second);
    }
    // Ask for the ticket before reading the rows: what was read before a change is not kept after.
    std::uint64_t ticket() const {
        const std::lock_guard lock(mutex_);
        return ticket_;
    }
    void keep(std::uint64_t ticket, std::string_view hash, Found found) {
        const std::lock_guard lock(mutex_);
        if (ticket != ticket_) return;
        if (known_.size() >= most) known_.clear();
        known_[std::string(hash)] = std::move(found);
    }
    void clear() {
        const std::lock_guard lock(mutex_);
        ++ticket_;
        known_.clear();
    }

private:
    static constexpr std::size_t most = 20'000;

    mutable std::mutex mutex_;
    std::uint64_t ticket_ = 0;
    base::TextMap<Found> known_;
};

}  // namespace stead::plugin
