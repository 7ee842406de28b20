#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "model/dictionary.h"

namespace stead::record {

class Unit;

// Display values of many references at once: one question per table and batch, each id asked once.
class DisplayBatch {
public:
    explicit DisplayBatch(Unit& unit) : unit_(unit) {}

    void want(const model::Table& table, std::string_view sys_id);
    void fetch();  // everything wanted since the last fetch
    // Valid as long as the batch; "" for what does not exist.
    std::string_view find(const model::Table& table, std::string_view sys_id) const;

private:
    struct Shown {
        base::TextMap<std::string> known;
        std::vector<std::string> wanted;
    };
    void fetch(const model::Table& table, Shown& shown);
    void fetch_some(const model::Table& table, Shown& shown, std::size_t begin, std::size_t end);

    Unit& unit_;
    std::unordered_map<const model::Table*, Shown> tables_;
};

}  // namespace stead::record
