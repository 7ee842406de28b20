#include "plugin/activation.h"

#include <algorithm>
#include <unordered_set>

namespace stead::plugin {

namespace {

constexpr std::string_view platform = "platform";

bool contains(const std::vector<std::string>& ids, std::string_view id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool wanted(const Manifest& manifest, const std::vector<std::string>& stored,
            const LoadOptions& options) {
    if (contains(stored, manifest.id) || contains(options.activate, manifest.id)) return true;
    if (!stored.empty() && !options.activate.empty()) return false;  // this one and no other
    if (!options.only.empty()) return contains(options.only, manifest.id);
    return manifest.active_by_default;
}

// Walks requirements depth first, so that each plugin comes after what it needs.
class Planner {
public:
    Planner(const std::vector<Manifest>& all, const std::vector<std::string>& stored,
            const LoadOptions& options, Problems& problems)
        : all_(all), stored_(stored), options_(options), problems_(problems) {}

    void add(std::string_view id, std::string_view wanted_by) {
        if (!visited_.insert(std::string(id)).second) return;
        const auto found =
            std::find_if(all_.begin(), all_.end(), [&](const Manifest& m) { return m.id == id; });
        if (found == all_.end()) {
            if (wanted_by.empty())
                problems_.push_back({"", 0, "there is no plugin " + std::string(id)});
            else
                problems_.push_back({std::string(wanted_by), 1,
                                     "requires " + std::string(id) + ", which is not there"});
            return;
        }
        for (const auto& needed : found->requires_ids) add(needed, found->folder + "/plugin.toml");
        // What it says about others needs their tables; it is not said when they are not active.
        for (const auto& other : all_)
            if (contains(found->with, other.folder) && wanted(other, stored_, options_))
                add(other.id, found->folder);
        order_.push_back(*found);
    }
    std::vector<Manifest> take() { return std::move(order_); }

private:
    const std::vector<Manifest>& all_;
    const std::vector<std::string>& stored_;
    const LoadOptions& options_;
    Problems& problems_;
    std::unordered_set<std::string> visited_;
    std::vector<Manifest> order_;
};

}  // namespace

std::vector<Manifest> plan_activation(const std::vector<Manifest>& all,
                                      const std::vector<std::string>& stored,
                                      const LoadOptions& options, Problems& problems) {
    Planner planner(all, stored, options, problems);
    planner.add(platform, "");
    for (const auto& manifest : all)
        if (wanted(manifest, stored, options)) planner.add(manifest.id, "");
    for (const auto& id : options.activate) planner.add(id, "");
    return planner.take();
}

}  // namespace stead::plugin
