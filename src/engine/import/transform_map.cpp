#include "engine/import/transform_map.h"

#include <algorithm>

#include "engine/metadata.h"

namespace stead::engine {

namespace {

using record::MetadataRow;
using Book = base::TextMap<std::vector<TransformMap>>;  // by source table

FieldMap field_map(const MetadataRow& row) {
    FieldMap field;
    field.sys_id = column(row, "sys_id");
    field.source_field = column(row, "source_field");
    field.target_field = column(row, "target_field");
    field.choice_action = column(row, "choice_action");
    field.date_format = column(row, "date_format");
    field.reference_field = column(row, "reference_value_field");
    if (flag(row, "use_source_script")) field.script = column(row, "source_script");
    field.coalesce = flag(row, "coalesce");
    return field;
}

TransformMap transform_map(const record::Snapshot& snapshot, const MetadataRow& row) {
    TransformMap map;
    map.sys_id = column(row, "sys_id");
    map.name = column(row, "name");
    map.source_table = column(row, "source_table");
    map.target_table = column(row, "target_table");
    if (flag(row, "run_script")) map.script = column(row, "script");
    map.enforce_mandatory = column(row, "enforce_mandatory_fields");
    map.run_rules = flag(row, "run_business_rules");
    map.copy_empty = flag(row, "copy_empty_fields");
    map.create_on_empty_coalesce = flag(row, "create_new_record_on_empty_coalesce_fields");
    for (const auto& entry : snapshot.rows("sys_transform_entry"))
        if (column(entry, "map") == map.sys_id) map.fields.push_back(field_map(entry));
    for (const auto& script : snapshot.rows("sys_transform_script"))
        if (column(script, "map") == map.sys_id)
            map.scripts.push_back(
                {column(script, "sys_id"), column(script, "when"), column(script, "script")});
    return map;
}

std::shared_ptr<const void> make_book(const record::Snapshot& snapshot) {
    auto book = std::make_shared<Book>();
    for (const auto& row : snapshot.rows("sys_transform_map"))
        (*book)[column(row, "source_table")].push_back(transform_map(snapshot, row));
    return book;
}

}  // namespace

bool TransformMap::coalesces() const {
    return std::any_of(fields.begin(), fields.end(), [](const auto& f) { return f.coalesce; });
}

bool TransformMap::has_scripts(std::string_view when) const {
    return std::any_of(scripts.begin(), scripts.end(),
                       [&](const auto& script) { return script.when == when; });
}

const std::vector<TransformMap>& transform_maps(const record::Snapshot& snapshot,
                                                std::string_view source_table) {
    static const char key = 0;
    static const std::vector<TransformMap> none;
    const auto& book = *static_cast<const Book*>(snapshot.attachment(&key, make_book).get());
    const auto found = book.find(source_table);
    return found == book.end() ? none : found->second;
}

}  // namespace stead::engine
