#pragma once

#include <string>

#include "base/text.h"
#include "model/dictionary.h"

namespace stead::model {

// Which column of a hierarchy's SQL table holds which field. Siblings that declare the same name
// with the same storage share a column, because a row is of one class only; those that come later
// with another storage get a column of their own, `rating__real`. First come, first served keeps
// the columns of existing data in place when a plugin is added.
class ColumnPlan {
public:
    // The column for a field, "" when nothing is stored.
    std::string take(const std::string& root, const Field& field);

private:
    base::TextMap<db::ColumnType> taken_;  // "root.column"
};

}  // namespace stead::model
