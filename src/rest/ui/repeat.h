#pragma once

#include <optional>
#include <string>

#include "record/unit.h"
#include "rest/call.h"

namespace stead::rest::ui {

// A browser that never heard the answer to a write sends it again under the same `Idempotency-Key`.
// What a key has made is remembered with the write itself, so it happens once, also when the
// server fell over in between. Keys are kept for two days and belong to their user.
class Repeat {
public:
    struct Made {
        std::string table, sys_id;
    };

    explicit Repeat(const Call& call);

    // What this write has made before. Ask inside the unit that would write.
    std::optional<Made> made(record::Unit& unit) const;
    void remember(record::Unit& unit, const Made& made) const;

private:
    std::string key_;  // empty: the call named none
};

}  // namespace stead::rest::ui
