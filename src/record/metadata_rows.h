#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "db/connection.h"
#include "model/dictionary.h"
#include "record/snapshot.h"

namespace stead::record {

// Does a snapshot depend on the rows of this table?
bool is_metadata(const model::Table& table);

// Is the dictionary itself made of the rows of this table?
bool makes_dictionary(const model::Table& table);

// Rows of metadata tables that are not compiled into the dictionary, active or not, by real class:
// all, or those of some classes.
base::TextMap<std::vector<MetadataRow>> read_metadata_rows(
    db::Connection& connection, const model::Dictionary& dictionary,
    const std::set<std::string>* classes = nullptr);

// By `order`, then `name`, as all metadata is run.
void sort_metadata_rows(std::vector<MetadataRow>& rows);

const std::string& column(const MetadataRow& row, std::string_view name);

}  // namespace stead::record
