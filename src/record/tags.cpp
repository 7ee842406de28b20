#include "record/tags.h"

#include <algorithm>

#include "record/unit.h"

namespace stead::record {

namespace {

constexpr const char* entry_table = "label_entry";
constexpr std::size_t most = 256;

ListRequest request_for(const TaggedRows& rows, std::size_t begin, std::size_t end) {
    ListRequest request;
    request.table = entry_table;
    request.query = "tableIN" + base::join(rows.classes, ",") + "^table_keyIN";
    for (std::size_t i = begin; i < end; ++i)
        request.query += (i > begin ? "," : "") + rows.sys_ids[i];
    request.query += "^label.active=true^ORDERBYlabel.name";
    request.fields = {"table_key", "label.name"};
    request.display_values = false;
    request.query_from_outside = false;
    return request;
}

}  // namespace

base::TextMap<std::string> tag_names(Unit& unit, const TaggedRows& rows) {
    base::TextMap<std::string> names;
    if (!unit.dictionary().find(entry_table)) return names;
    for (std::size_t begin = 0; begin < rows.sys_ids.size(); begin += most) {
        const auto end = std::min(begin + most, rows.sys_ids.size());
        unit.list(request_for(rows, begin, end), [&](const Row& row) {
            const auto name = row.cells[1].value;
            auto& joined = names[std::string(row.cells[0].value)];
            if (!name.empty()) joined.append(joined.empty() ? "" : ", ").append(name);
            return true;
        });
    }
    return names;
}

}  // namespace stead::record
