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

// What higher layers compiled, by their key; each is made once.
class Attachments {
public:
    using Value = std::shared_ptr<const void>;
    Value find(const void* key, const std::function<Value()>& make);

private:
    struct Attachment {
        std::once_flag made;
        Value value;
    };
    std::shared_mutex mutex_;
    std::map<const void*, std::unique_ptr<Attachment>> attachments_;
};

// The snapshot as snapshot_builder fills it; immutable once it is handed out. Its parts are shared
// with the snapshot that it was renewed from, but for those whose rows were written.
class CompiledSnapshot final : public Snapshot {
public:
    template <class T>
    using Part = std::shared_ptr<const T>;
    using Rows = std::vector<MetadataRow>;
    using Rules = base::TextMap<std::vector<AclRule>>;  // by "<operation> <name>"

    CompiledSnapshot(Part<model::Dictionary> dictionary, std::uint64_t generation)
        : dictionary_(std::move(dictionary)),
          generation_(generation),
          of_dictionary_(std::make_shared<Attachments>()) {}
    CompiledSnapshot(const CompiledSnapshot& old, std::uint64_t generation)
        : tables(old.tables),
          rules(old.rules),
          properties(old.properties),
          roles(old.roles),
          dictionary_(old.dictionary_),
          generation_(generation),
          of_dictionary_(old.of_dictionary_) {}

    std::uint64_t generation() const override { return generation_; }
    const model::Dictionary& dictionary() const override { return *dictionary_; }
    std::shared_ptr<const model::Dictionary> dictionary_ptr() const override { return dictionary_; }
    const Rows& rows(std::string_view table) const override;
    const std::vector<AclRule>& acls(std::string_view name,
                                     std::string_view operation) const override;
    bool has_role(std::string_view name) const override;
    std::string property(std::string_view name, std::string_view fallback) const override;
    std::shared_ptr<const void> attachment(
        const void* key,
        const std::function<std::shared_ptr<const void>(const Snapshot&)>& make) const override;
    std::shared_ptr<const void> dictionary_attachment(
        const void* key,
        const std::function<std::shared_ptr<const void>(const model::Dictionary&)>& make)
        const override;

    // Filled by the builder.
    base::TextMap<Part<Rows>> tables;
    Part<Rules> rules = std::make_shared<Rules>();
    Part<base::TextMap<std::string>> properties = std::make_shared<base::TextMap<std::string>>();
    Part<base::TextMap<bool>> roles = std::make_shared<base::TextMap<bool>>();

private:
    Part<model::Dictionary> dictionary_;
    std::uint64_t generation_;
    mutable Attachments attachments_;
    std::shared_ptr<Attachments> of_dictionary_;
};

}  // namespace stead::record
