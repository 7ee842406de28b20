#include "record/compiled_snapshot.h"

namespace stead::record {

namespace {

template <class Value>
const Value& find_or_empty(const base::TextMap<Value>& map, std::string_view key) {
    static const Value empty;
    const auto found = map.find(key);
    return found == map.end() ? empty : found->second;
}

}  // namespace

bool Snapshot::property_is_true(std::string_view name, bool fallback) const {
    const auto value = property(name);
    return value.empty() ? fallback : base::is_true(value);
}

const std::vector<MetadataRow>& CompiledSnapshot::rows(std::string_view table) const {
    return find_or_empty(tables, table);
}

const std::vector<AclRule>& CompiledSnapshot::acls(std::string_view name,
                                                   std::string_view operation) const {
    std::string key;
    key.reserve(operation.size() + 1 + name.size());
    key.append(operation).append(1, ' ').append(name);
    return find_or_empty(rules, key);
}

bool CompiledSnapshot::has_role(std::string_view name) const {
    return roles.contains(name);
}

std::string CompiledSnapshot::property(std::string_view name, std::string_view fallback) const {
    const auto found = properties.find(name);
    return found == properties.end() ? std::string(fallback) : found->second;
}

std::shared_ptr<const void> CompiledSnapshot::attachment(
    const void* key,
    const std::function<std::shared_ptr<const void>(const Snapshot&)>& make) const {
    Attachment* found = nullptr;
    {
        const std::shared_lock lock(mutex_);
        if (const auto known = attachments_.find(key); known != attachments_.end())
            found = known->second.get();
    }
    if (!found) {
        const std::unique_lock lock(mutex_);
        auto& place = attachments_[key];
        if (!place) place = std::make_unique<Attachment>();
        found = place.get();
    }
    std::call_once(found->made, [&] { found->value = make(*this); });
    return found->value;
}

}  // namespace stead::record
