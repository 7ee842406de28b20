#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "model/dictionary.h"

namespace stead::record {

// One row of a metadata table kept in memory: its columns that are not empty. The names belong to
// the dictionary.
class MetadataRow {
public:
    using Entry = std::pair<std::string_view, std::string>;
    using const_iterator = std::vector<Entry>::const_iterator;

    void reserve(std::size_t columns) { entries_.reserve(columns); }
    void emplace(std::string_view name, std::string_view value) {
        entries_.emplace_back(name, value);
    }
    const_iterator find(std::string_view name) const;
    bool contains(std::string_view name) const { return find(name) != end(); }
    const std::string& at(std::string_view name) const;  // "" when the column is empty
    const_iterator begin() const { return entries_.begin(); }
    const_iterator end() const { return entries_.end(); }

private:
    std::vector<Entry> entries_;  // few: looking at all is quicker than hashing
};

struct AclRule {
    std::string sys_id, name, operation, condition, script, applies_to;
    std::vector<std::string> roles;
    bool deny_unless = false;
    bool admin_overrides = true;
};

// All metadata that the hot path needs, as of one moment. Immutable. Layers above keep their own
// compiled forms beside it, made once per snapshot (`attachment`).
class Snapshot {
public:
    virtual ~Snapshot() = default;
    virtual std::uint64_t generation() const = 0;
    virtual const model::Dictionary& dictionary() const = 0;
    virtual std::shared_ptr<const model::Dictionary> dictionary_ptr() const = 0;
    // Active rows of a metadata table (one that extends sys_metadata) and its descendants, ordered
    // by their `order` column, then name. Empty columns are left out of a row. Rows that are
    // compiled into the dictionary and the ACLs are not kept here; of sys_documentation and
    // sys_choice only the translations are.
    virtual const std::vector<MetadataRow>& rows(std::string_view table) const = 0;
    // Active ACLs whose name is this ("sn_x.field", "*"), in order. Those of other types than
    // record are found as "REST_Endpoint:name".
    virtual const std::vector<AclRule>& acls(std::string_view name,
                                             std::string_view operation) const = 0;
    // Is there a role of this name?
    virtual bool has_role(std::string_view name) const = 0;
    // A system property, or the fallback.
    virtual std::string property(std::string_view name, std::string_view fallback = {}) const = 0;
    bool property_is_true(std::string_view name, bool fallback = false) const;

    // Something a higher layer compiled from this snapshot, kept until the snapshot goes. `make`
    // runs once per snapshot and key, on the first thread that asks.
    virtual std::shared_ptr<const void> attachment(
        const void* key,
        const std::function<std::shared_ptr<const void>(const Snapshot&)>& make) const = 0;
    // The same for what depends on the dictionary alone: it stays until the dictionary goes.
    virtual std::shared_ptr<const void> dictionary_attachment(
        const void* key,
        const std::function<std::shared_ptr<const void>(const model::Dictionary&)>& make) const = 0;
};

}  // namespace stead::record
