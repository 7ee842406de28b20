#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "model/sample_world.h"

namespace stead::model {

// For tests: random tables with random rows, and random queries about them. The seed is that of
// STEAD_SEED in the environment, else another one each time.
class RandomWorld {
public:
    explicit RandomWorld(std::uint64_t seed);
    static std::uint64_t seed();

    SampleWorld& world() { return *world_; }
    std::string table();  // one of those with rows
    std::string query(const std::string& table, int depth = 0);
    std::string order(const std::string& table);

private:
    struct Value;
    int roll(int sides) { return static_cast<int>(engine_() % static_cast<unsigned>(sides)); }
    bool chance(int percent) { return roll(100) < percent; }
    const std::string& pick(const std::vector<std::string>& list) {
        return list[static_cast<std::size_t>(roll(static_cast<int>(list.size())))];
    }

    void define();
    void define_fields(DictionaryRows& rows, const std::string& table, int first, int count);
    void fill();
    std::string stored(const Field& field);
    std::string id(const std::string& table);
    std::string id_list(const Field& field);

    std::string related(const std::string& table, int depth);
    std::string condition(const std::string& table);
    std::string path(const std::string& table, int depth = 0);
    std::string value(const std::string& table, const std::string& field, const std::string& op);
    std::string operand(const std::string& table, const std::string& field);
    std::string date_part();
    std::string unit();

    std::mt19937_64 engine_;
    std::unique_ptr<SampleWorld> world_;
};

}  // namespace stead::model
