#pragma once

#include "record/write.h"

namespace stead::record {

// When the last row that names a file's bytes is gone for good, so are the bytes.
class BlobCleanup : public Engine {
public:
    bool applies(Phase phase, Operation operation, const model::Table& table) const override;
    void run(Phase phase, Write& write) override;
};

}  // namespace stead::record
