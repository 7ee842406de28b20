#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/dictionary_builder.h"
#include "record/snapshot.h"

namespace stead::rest::ui {

// For tests: metadata rows as they are added here, over `ticket` (number, title, state, secret) and
// its extension `complaint` (severity).
class TestSnapshot final : public record::Snapshot {
public:
    TestSnapshot() {
        model::DictionaryRows rows;
        rows.tables = {{.sys_id = "t1", .name = "ticket", .label = "Ticket", .extensible = true},
                       {.sys_id = "t2", .name = "complaint", .super_class = "ticket"}};
        for (const auto* name : {"number", "title", "state", "secret"})
            rows.fields.push_back({.table = "ticket", .element = name, .internal_type = "string"});
        rows.fields.front().display = true;
        rows.fields.push_back(
            {.table = "complaint", .element = "severity", .internal_type = "integer"});
        std::vector<std::string> problems;
        dictionary_ = model::build_dictionary(rows, problems);
    }

    void add(const std::string& table, const std::map<std::string, std::string>& values) {
        record::MetadataRow row;
        for (const auto& [name, value] : values)
            if (!value.empty()) row.emplace(*names_.insert(name).first, value);
        rows_[table].push_back(std::move(row));
    }

    std::uint64_t generation() const override { return 1; }
    const model::Dictionary& dictionary() const override { return *dictionary_; }
    std::shared_ptr<const model::Dictionary> dictionary_ptr() const override { return dictionary_; }
    const std::vector<record::MetadataRow>& rows(std::string_view table) const override {
        static const std::vector<record::MetadataRow> none;
        const auto found = rows_.find(table);
        return found == rows_.end() ? none : found->second;
    }
    const std::vector<record::AclRule>& acls(std::string_view, std::string_view) const override {
        static const std::vector<record::AclRule> none;
        return none;
    }
    bool has_role(std::string_view) const override { return false; }
    std::string property(std::string_view, std::string_view fallback) const override {
        return std::string(fallback);
    }
    std::shared_ptr<const void> attachment(
        const void*,
        const std::function<std::shared_ptr<const void>(const record::Snapshot&)>& make)
        const override {
        return make(*this);
    }
    std::shared_ptr<const void> dictionary_attachment(
        const void*,
        const std::function<std::shared_ptr<const void>(const model::Dictionary&)>& make)
        const override {
        return make(*dictionary_);
    }

private:
    std::shared_ptr<const model::Dictionary> dictionary_;
    std::set<std::string> names_;  // rows only point to the names of their columns
    base::TextMap<std::vector<record::MetadataRow>> rows_;
};

}  // namespace stead::rest::ui
