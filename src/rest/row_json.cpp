#include "rest/row_json.h"

namespace stead::rest {

namespace {

using model::Kind;

bool is_link(const record::Cell& cell) {
    return cell.target && cell.field->kind() == Kind::reference && !cell.value.empty();
}

}  // namespace

Display display_mode(std::string_view parameter) {
    if (base::equals_ignoring_case(parameter, "true")) return Display::display;
    if (base::equals_ignoring_case(parameter, "all")) return Display::all;
    return Display::raw;
}

RowWriter::RowWriter(Display display, bool links, std::string table_base)
    : display_(display), links_(links), table_base_(std::move(table_base)) {}

void RowWriter::write(base::JsonWriter& json, const record::Row& row) const {
    json.begin_object();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto& cell = row.cells[i];
        if (!cell.readable) continue;
        json.made_key(row.keys[i]);
        write_value(json, cell);
    }
    json.end_object();
}

void RowWriter::write_value(base::JsonWriter& json, const record::Cell& cell) const {
    if (is_link(cell))
        write_reference(json, cell);
    else
        write_cell(json, cell);
}

void RowWriter::write_reference(base::JsonWriter& json, const record::Cell& cell) const {
    if (display_ == Display::raw && !links_) {
        json.text(cell.value);
        return;
    }
    if (display_ == Display::display && !links_) {
        json.text(cell.display);
        return;
    }
    json.begin_object();
    if (display_ != Display::raw) json.member("display_value", cell.display);
    if (links_) json.key("link").text_of({table_base_, "/", cell.target->name, "/", cell.value});
    if (display_ != Display::display) json.member("value", cell.value);
    json.end_object();
}

void RowWriter::write_cell(base::JsonWriter& json, const record::Cell& cell) const {
    if (display_ == Display::raw) {
        json.text(cell.value);
    } else if (display_ == Display::display) {
        json.text(cell.display);
    } else {
        json.begin_object()
            .member("display_value", cell.display)
            .member("value", cell.value)
            .end_object();
    }
}

}  // namespace stead::rest
