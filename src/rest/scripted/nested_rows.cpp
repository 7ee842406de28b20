#include "rest/scripted/nested_rows.h"

#include <algorithm>

#include "base/text.h"

namespace stead::rest::scripted {

namespace {

using base::JsonWriter;
using record::Unit;

constexpr std::size_t ids_at_once = 500;

// A place in a row's text where the record of a reference belongs.
struct Hole {
    std::size_t at;
    std::size_t expansion;
    std::string sys_id;
    std::string otherwise;  // when the record is not to be seen
};

struct Written {
    NestedRow row;
    std::vector<Hole> holes;
};

struct Target {
    const model::Table* table = nullptr;
    std::vector<std::string> ids;
    base::TextMap<std::string> records;  // JSON by sys_id
};

class Rows {
public:
    Rows(Unit& unit, const record::ListRequest& request, Display display,
         const std::vector<Expansion>& expansions)
        : unit_(unit),
          request_(request),
          display_(display),
          expansions_(expansions),
          writer_(display, false, {}),
          targets_(expansions.size()) {
        for (const auto& field : request.fields) expansion_of_.push_back(expansion_named(field));
    }

    std::vector<NestedRow> all() {
        unit_.list(request_, [&](const record::Row& row) {
            write(row);
            return true;
        });
        for (std::size_t i = 0; i < expansions_.size(); ++i) fetch(targets_[i], expansions_[i]);
        std::vector<NestedRow> rows;
        rows.reserve(written_.size());
        for (auto& written : written_) rows.push_back(filled(written));
        return rows;
    }

private:
    void write(const record::Row& row) {
        auto& written = written_.emplace_back();
        written.row.sys_id = row.sys_id;
        JsonWriter json(written.row.json);
        json.begin_object();
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const auto& cell = row.cells[i];
            if (cell.field && !cell.readable) continue;
            json.key(request_.fields[i]);
            if (expansion_of_[i] < expansions_.size())
                leave_hole(json, written, expansion_of_[i], cell);
            else
                writer_.write_value(json, cell);
        }
        json.end_object();
    }

    std::size_t expansion_named(const std::string& field) const {
        const auto found =
            std::find_if(expansions_.begin(), expansions_.end(),
                         [&](const Expansion& expansion) { return expansion.field == field; });
        return static_cast<std::size_t>(found - expansions_.begin());
    }

    void leave_hole(JsonWriter& json, Written& written, std::size_t expansion,
                    const record::Cell& cell) {
        const bool as_list = expansions_[expansion].as_list;
        if (as_list) json.begin_array();
        if (cell.value.empty() || !cell.target) {
            if (!as_list) writer_.write_value(json, cell);
        } else {
            std::string otherwise;
            JsonWriter plain(otherwise);
            if (!as_list) writer_.write_value(plain, cell);
            remember(targets_[expansion], cell);
            written.holes.push_back({written.row.json.size(), expansion, std::string(cell.value),
                                     std::move(otherwise)});
            json.raw("");
        }
        if (as_list) json.end_array();
    }

    static void remember(Target& target, const record::Cell& cell) {
        target.table = cell.target;
        if (target.records.emplace(cell.value, std::string()).second)
            target.ids.emplace_back(cell.value);
    }

    void fetch(Target& target, const Expansion& expansion) {
        for (std::size_t first = 0; first < target.ids.size(); first += ids_at_once) {
            const auto last = std::min(first + ids_at_once, target.ids.size());
            record::ListRequest request;
            request.table = target.table->name;
            request.query =
                "sys_idIN" + base::join({target.ids.begin() + static_cast<std::ptrdiff_t>(first),
                                         target.ids.begin() + static_cast<std::ptrdiff_t>(last)},
                                        ",");
            request.fields = plain_fields(*target.table);
            request.display_values = display_ != Display::raw;
            request.query_from_outside = false;
            for (auto& row : nested_rows(unit_, request, display_, expansion.within))
                target.records[row.sys_id] = std::move(row.json);
        }
    }

    NestedRow filled(Written& written) const {
        if (written.holes.empty()) return std::move(written.row);
        NestedRow row{std::move(written.row.sys_id), {}};
        std::size_t done = 0;
        for (const auto& hole : written.holes) {
            const auto& record = targets_[hole.expansion].records.at(hole.sys_id);
            row.json.append(written.row.json, done, hole.at - done);
            row.json += record.empty() ? hole.otherwise : record;
            done = hole.at;
        }
        row.json.append(written.row.json, done);
        return row;
    }

    Unit& unit_;
    const record::ListRequest& request_;
    Display display_;
    const std::vector<Expansion>& expansions_;
    RowWriter writer_;
    std::vector<std::size_t> expansion_of_;  // by column; past the last one: none
    std::vector<Target> targets_;
    std::vector<Written> written_;
};

}  // namespace

std::vector<Expansion> Expansion::parse(const std::vector<std::string>& names) {
    std::vector<Expansion> expansions;
    for (const auto& name : names) {
        const auto dot = name.find('.');
        auto field = name.substr(0, dot);
        const bool as_list = field.ends_with("[]");
        if (as_list) field.resize(field.size() - 2);
        auto found = std::find_if(expansions.begin(), expansions.end(),
                                  [&](const auto& known) { return known.field == field; });
        if (found == expansions.end()) found = expansions.insert(found, {field, as_list, {}});
        if (dot == std::string::npos) continue;
        for (auto& inner : parse({name.substr(dot + 1)})) found->within.push_back(inner);
    }
    return expansions;
}

std::vector<NestedRow> nested_rows(Unit& unit, const record::ListRequest& request, Display display,
                                   const std::vector<Expansion>& expansions) {
    return Rows(unit, request, display, expansions).all();
}

std::vector<std::string> plain_fields(const model::Table& table) {
    std::vector<std::string> names;
    for (const auto& field : table.fields())
        if (field.kind() != model::Kind::password) names.push_back(field.name);
    return names;
}

}  // namespace stead::rest::scripted
