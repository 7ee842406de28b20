#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "model/dictionary.h"
#include "plugin/definition.h"

namespace stead::plugin {

// Finds the rows that definitions speak of by key, display value or well-known name, before any of
// them is in the database.
class RowIndex {
public:
    explicit RowIndex(const model::Dictionary& dictionary) : dictionary_(dictionary) {}

    // Gives every row its sys_id and notes it. Reports two rows with one identity.
    void add(Definition& definition, Problems& problems);

    // sys_id of a row of `table` or of one of its descendants; "" when there is none.
    // Keys belong to their plugin: its own row is meant where it has one, else one of the others.
    std::string by_key(const model::Table& table, std::string_view key,
                       std::string_view plugin) const;
    std::string by_name(const model::Table& table, std::string_view name) const;

private:
    struct Entry {
        const model::Table* table;
        std::string sys_id, plugin;
    };
    using Entries = base::TextMap<std::vector<Entry>>;

    void add(RowDefinition& row, const std::string& plugin, Problems& problems);
    static std::string find(const Entries& entries, const model::Table& table,
                            std::string_view text, std::string_view plugin);

    const model::Dictionary& dictionary_;
    Entries by_key_;
    Entries by_name_;
    base::TextMap<const RowDefinition*> by_sys_id_;
};

}  // namespace stead::plugin
