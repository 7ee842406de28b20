#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/dictionary.h"

namespace stead::record {

// One row of one class in memory: raw values by field ("" = empty), and which of them were set
// since it was made or read. Valid as long as the dictionary it was made with (a Unit keeps its
// own).
class Record {
public:
    explicit Record(const model::Table& table)
        : table_(&table), values_(table.fields().size()), touched_(table.fields().size()) {}

    const model::Table& table() const { return *table_; }  // the real class
    const std::string& sys_id() const { return get("sys_id"); }
    bool is_new() const { return is_new_; }
    void set_new(bool is_new) { is_new_ = is_new; }

    // Unknown fields read as "" and are not set: a caller that must know asks table().find first.
    const std::string& get(std::string_view field) const;
    const std::string& get(const model::Field& field) const { return values_[field.index]; }
    void set(std::string_view field, std::string value);
    void set(const model::Field& field, std::string value);
    bool touched(const model::Field& field) const { return touched_[field.index]; }
    // Takes a value as it stands in the database: sets it without marking it touched.
    void load(const model::Field& field, std::string_view value) { values_[field.index] = value; }
    void clear_touched() { touched_.assign(touched_.size(), false); }

    bool is_true(std::string_view field) const;

    // Some fields are empty here because the reader may not see them; rules that judge the record
    // read the row itself.
    bool concealed() const { return concealed_; }
    void conceal(const model::Field& field) {
        values_[field.index].clear();
        concealed_ = true;
    }

private:
    const model::Table* table_;
    std::vector<std::string> values_;
    std::vector<bool> touched_;
    bool is_new_ = true;
    bool concealed_ = false;
};

}  // namespace stead::record
