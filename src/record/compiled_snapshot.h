#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

#include "record/snapshot.h"

namespace stead::record {

// The snapshot as snapshot_builder fills it; immutable once it is handed out.
class CompiledSnapshot final : public Snapshot {
public:
    CompiledSnapshot(std::shared_ptr<const model::Dictionary> dictionary, std::uint64_t generation)
        : dictionary_(std::move(dictionary)), generation_(generation) {}

    std::uint64_t generation() const override { return generation_; }
    const model::Dictionary& dictionary() const override { return *dictionary_; }
    std::shared_ptr<const model::Dictionary> dictionary_ptr() const override { return dictionary_; }
    const std::vector<MetadataRow>& rows(std::string_view table) const override;
    const std::vector<AclRule>& acls(std::string_view name,
                                     std::string_view operation) const override;
    bool has_role(std::string_view name) const override;
    std::string property(std::string_view name, std::string_view fallback) const override;
    std::shared_ptr<const void> attachment(
        const void* key,
        const std::function<std::shared_ptr<const void>(const Snapshot&)>& make) const override;

    // Filled by the builder.
    base::TextMap<std::vector<MetadataRow>> tables;
    base::TextMap<std::vector<AclRule>> rules;  // by "<operation> <name>"
    base::TextMap<std::string> properties;
    base::TextMap<bool> roles;

private:
    struct Attachment {
        std::once_flag made;
        std::shared_ptr<const void> value;
    };

    std::shared_ptr<const model::Dictionary> dictionary_;
    std::uint64_t generation_;
    mutable std::shared_mutex mutex_;
    mutable std::map<const void*, std::unique_ptr<Attachment>> attachments_;
};

}  // namespace stead::record
