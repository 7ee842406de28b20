#include "plugin/windowed_counts.h"

namespace stead::plugin {

std::int64_t WindowedCounts::window_at(base::Time now) const {
    return std::chrono::floor<std::chrono::seconds>(now).time_since_epoch() / window_;
}

bool WindowedCounts::take(std::string_view key, std::int64_t limit, base::Time now) {
    const std::lock_guard lock(mutex_);
    if (const auto window = window_at(now); window != present_ || counts_.size() >= most) {
        counts_.clear();
        present_ = window;
    }
    auto found = counts_.find(key);
    if (found == counts_.end()) found = counts_.emplace(std::string(key), 0).first;
    if (found->second >= limit) return false;
    ++found->second;
    return true;
}

bool WindowedCounts::is_full(std::string_view key, std::int64_t limit, base::Time now) const {
    const std::lock_guard lock(mutex_);
    if (window_at(now) != present_) return limit <= 0;
    const auto found = counts_.find(key);
    return (found == counts_.end() ? 0 : found->second) >= limit;
}

base::Time WindowedCounts::reset(base::Time now) const {
    return base::Time((window_at(now) + 1) * window_);
}

}  // namespace stead::plugin
