#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/text.h"

namespace stead::plugin {

// How often something was allowed in windows of fixed length, which begin at the same moments for
// everybody (hours at the full hour). Kept in memory: a restart forgets. Shared by all workers.
class WindowedCounts {
public:
    explicit WindowedCounts(std::chrono::seconds window) : window_(window) {}

    // Counts one more if fewer than `limit` were counted in this window; false otherwise.
    bool take(std::string_view key, std::int64_t limit, base::Time now);
    // Is the limit reached? Counts nothing.
    bool is_full(std::string_view key, std::int64_t limit, base::Time now) const;
    // When the present window ends.
    base::Time reset(base::Time now) const;

private:
    static constexpr std::size_t most = 100'000;  // callers; more are counted afresh

    std::int64_t window_at(base::Time now) const;

    const std::chrono::seconds window_;
    mutable std::mutex mutex_;
    std::int64_t present_ = 0;
    base::TextMap<std::int64_t> counts_;
};

}  // namespace stead::plugin
