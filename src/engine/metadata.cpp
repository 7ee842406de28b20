#include "engine/metadata.h"

namespace stead::engine {

const std::string& column(const record::MetadataRow& row, std::string_view name) {
    static const std::string nothing;
    const auto found = row.find(name);
    return found == row.end() ? nothing : found->second;
}

bool flag(const record::MetadataRow& row, std::string_view name) {
    return base::is_true(column(row, name));
}

}  // namespace stead::engine
