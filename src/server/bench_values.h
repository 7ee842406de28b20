#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/text.h"

namespace stead::server {

// Makes values from the small language of bench.toml:
//   words 4-9            that many words        pick 10:4,18:2,3:94   weighted choice
//   ref cmn_location     a row of that table    ago 540d              a time in the last 540 days
//   maybe 90 ref x       that in 90 of 100 rows, else nothing
//   true                 anything else stands for itself
class BenchValues {
public:
    BenchValues(std::uint64_t seed, base::Time now) : random_(seed), now_(now) {}

    std::string make(std::string_view spec);
    std::string words(std::size_t least, std::size_t most);
    void add_row(const std::string& table, std::string sys_id) {
        rows_[table].push_back(std::move(sys_id));
    }
    std::size_t below(std::size_t count) { return count == 0 ? 0 : random_() % count; }

private:
    std::string pick(std::string_view weights);
    std::string maybe(std::string_view spec);
    std::string reference(std::string_view table);
    std::string ago(std::string_view days);

    std::mt19937_64 random_;
    base::Time now_;
    base::TextMap<std::vector<std::string>> rows_;
};

}  // namespace stead::server
