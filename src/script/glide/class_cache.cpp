#include "script/glide/class_cache.h"

#include <mutex>
#include <unordered_map>

#include "record/snapshot.h"

namespace stead::script {
namespace {

struct Classes {
    std::mutex mutex;
    std::unordered_map<std::string, std::shared_ptr<const HostClass>> by_key;
};

constexpr char cache_key = 0;

Classes& classes_of(const record::Snapshot& snapshot) {
    const auto held = snapshot.attachment(
        &cache_key, [](const record::Snapshot&) { return std::make_shared<Classes>(); });
    return *std::const_pointer_cast<Classes>(std::static_pointer_cast<const Classes>(held));
}

}  // namespace

std::shared_ptr<const HostClass> cached_class(
    Call& call, const std::string& key,
    const std::function<std::shared_ptr<const HostClass>()>& make) {
    auto& classes = classes_of(call.unit.snapshot());
    std::lock_guard lock(classes.mutex);
    auto& entry = classes.by_key[key];
    if (!entry) entry = make();
    return entry;
}

}  // namespace stead::script
