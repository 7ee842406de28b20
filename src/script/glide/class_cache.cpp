#include "script/glide/class_cache.h"

#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "record/snapshot.h"

namespace stead::script {
namespace {

struct Classes {
    std::shared_mutex mutex;
    std::unordered_map<const model::Table*, std::shared_ptr<const HostClass>> by_table[2];
};

constexpr char cache_key = 0;

Classes& classes_of(const record::Snapshot& snapshot) {
    const auto held = snapshot.attachment(
        &cache_key, [](const record::Snapshot&) { return std::make_shared<Classes>(); });
    return *std::const_pointer_cast<Classes>(std::static_pointer_cast<const Classes>(held));
}

}  // namespace

std::shared_ptr<const HostClass> cached_class(
    Call& call, ClassKind kind, const model::Table& table,
    const std::function<std::shared_ptr<const HostClass>()>& make) {
    auto& classes = classes_of(call.unit.snapshot());
    auto& known = classes.by_table[static_cast<int>(kind)];
    {
        std::shared_lock lock(classes.mutex);
        if (const auto found = known.find(&table); found != known.end()) return found->second;
    }
    auto made = make();
    std::unique_lock lock(classes.mutex);
    return known.try_emplace(&table, std::move(made)).first->second;
}

}  // namespace stead::script
