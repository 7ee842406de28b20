#pragma once

#include "record/write.h"

namespace stead::engine {

// Keeps the full-text table of a hierarchy (`<root>_fts`, one document per row) in step with the
// rows: display field, fields marked text_index, and the journals, in the same transaction.
class TextIndex : public record::Engine {
public:
    bool applies(record::Phase phase, record::Operation operation,
                 const model::Table& table) const override;
    void run(record::Phase phase, record::Write& write) override;
};

}  // namespace stead::engine
