#pragma once

#include <string>
#include <vector>

#include "base/text.h"
#include "db/connection.h"
#include "model/dictionary.h"
#include "record/snapshot.h"

namespace stead::record {

// Does a snapshot depend on the rows of this table?
bool is_metadata(const model::Table& table);

// All rows of metadata tables that are not compiled into the dictionary, active or not, by real
// class. One pass over each SQL table.
base::TextMap<std::vector<MetadataRow>> read_metadata_rows(db::Connection& connection,
                                                           const model::Dictionary& dictionary);

// By `order`, then `name`, as all metadata is run.
void sort_metadata_rows(std::vector<MetadataRow>& rows);

const std::string& column(const MetadataRow& row, std::string_view name);

}  // namespace stead::record
