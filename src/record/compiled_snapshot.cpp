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

const CompiledSnapshot::Rows& CompiledSnapshot::rows(std::string_view table) const {
    static const Rows none;
    const auto found = tables.find(table);
    return found == tables.end() ? none : *found->second;
}

const std::vector<AclRule>& CompiledSnapshot::acls(std::string_view name,
                                                   std::string_view operation) const {
    std::string key;
    key.reserve(operation.size() + 1 + name.size());
    key.append(operation).append(1, ' ').append(name);
    return find_or_empty(*rules, key);
}

bool CompiledSnapshot::has_role(std::string_view name) const {
    return roles->contains(name);
}

std::string CompiledSnapshot::property(std::string_view name, std::string_view fallback) const {
    const auto found = properties->find(name);
    return found == properties->end() ? std::string(fallback) : found->second;
}

Attachments::Value Attachments::find(const void* key, const std::function<Value()>& make) {
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
    std::call_once(found->made, [&] { found->value = make(); });
    return found->value;
}

std::shared_ptr<const void> CompiledSnapshot::attachment(
    const void* key,
    const std::function<std::shared_ptr<const void>(const Snapshot&)>& make) const {
    return attachments_.find(key, [&] { return make(*this); });
}

std::shared_ptr<const void> CompiledSnapshot::dictionary_attachment(
    const void* key,
    const std::function<std::shared_ptr<const void>(const model::Dictionary&)>& make) const {
    return of_dictionary_->find(key, [&] { return make(*dictionary_); });
}

}  // namespace stead::record
