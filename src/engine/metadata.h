#pragma once

#include <string>
#include <string_view>

#include "record/snapshot.h"

namespace stead::engine {

// A column of a metadata row; "" when it is empty.
const std::string& column(const record::MetadataRow& row, std::string_view name);
bool flag(const record::MetadataRow& row, std::string_view name);

}  // namespace stead::engine
