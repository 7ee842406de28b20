#include "record/engine_plan.h"

#include <array>
#include <unordered_map>

#include "record/snapshot.h"
#include "record/store.h"

namespace stead::record {

namespace {

constexpr std::size_t phases = 7;
constexpr std::size_t operations = 3;

using Plan = std::array<std::vector<Engine*>, phases * operations>;
using Plans = std::unordered_map<const model::Table*, Plan>;

std::size_t slot(Phase phase, Operation operation) {
    return static_cast<std::size_t>(phase) * operations + static_cast<std::size_t>(operation);
}

Plan plan_for(const std::vector<Engine*>& engines, const model::Table& table) {
    Plan plan;
    for (std::size_t p = 0; p < phases; ++p)
        for (std::size_t o = 0; o < operations; ++o) {
            const auto phase = static_cast<Phase>(p);
            const auto operation = static_cast<Operation>(o);
            for (auto* engine : engines)
                if (engine->applies(phase, operation, table))
                    plan[slot(phase, operation)].push_back(engine);
        }
    return plan;
}

}  // namespace

std::span<Engine* const> engines_for(const Store& store, const Snapshot& snapshot, Phase phase,
                                     Operation operation, const model::Table& table) {
    static const char key = 0;
    const auto plans = std::static_pointer_cast<const Plans>(
        snapshot.attachment(&key, [&](const Snapshot& s) -> std::shared_ptr<const void> {
            auto all = std::make_shared<Plans>();
            for (const auto& each : s.dictionary().tables())
                all->emplace(each.get(), plan_for(store.engines(), *each));
            return all;
        }));
    return plans->at(&table)[slot(phase, operation)];
}

}  // namespace stead::record
