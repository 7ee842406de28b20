#include <algorithm>

#include "base/ids.h"
#include "record/cell_access.h"
#include "record/display.h"
#include "record/display_batch.h"
#include "record/journal_batch.h"
#include "record/journal_entries.h"
#include "record/selection.h"
#include "record/tags.h"
#include "record/unit.h"
#include "record/words.h"

namespace stead::record {

namespace {

using model::Kind;

constexpr std::int64_t most_buffered = 10000;  // rows that are held before the first is shown
constexpr std::int64_t batch = 256;            // rows at a time when there may be more

// Values of rows, end to end in one text.
class RowBuffer {
public:
    void clear() {
        text_.clear();
        ends_.clear();
    }
    void reserve(std::size_t values) { ends_.reserve(values); }
    void add(std::string_view value) {
        text_.append(value);
        ends_.push_back(text_.size());
    }
    std::string_view value(std::size_t index) const {
        const auto begin = index == 0 ? 0 : ends_[index - 1];
        return std::string_view(text_).substr(begin, ends_[index] - begin);
    }

private:
    std::string text_;
    std::vector<std::size_t> ends_;
};

class Lister {
public:
    Lister(Unit& unit, const ListRequest& request, const model::Table& table, const ListPlan& plan,
           const std::function<bool(const Row&)>& each)
        : unit_(unit),
          request_(request),
          table_(table),
          each_(each),
          plan_(plan),
          columns_(plan.columns()),
          access_(unit, table_, plan),
          displays_(unit),
          journals_(unit),
          cells_(columns_.size()),
          scratch_(columns_.size()) {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (!columns_[i].path) continue;
            cells_[i].field = &columns_[i].path->last();
            cells_[i].target = columns_[i].target;
        }
    }

    std::int64_t run(const model::SqlPart& sql, bool is_bounded) {
        auto& statement = unit_.connection().prepare(sql.text).bind_all(sql.params);
        const auto size = is_bounded ? most_buffered : batch;
        buffer_.reserve(static_cast<std::size_t>(plan_.width()));
        bool more = true;
        while (more) {
            std::int64_t buffered = 0;
            buffer_.clear();
            while (buffered < size && (more = statement.step())) {
                for (int i = 0; i < plan_.width(); ++i) buffer_.add(statement.text(i));
                ++buffered;
            }
            if (request_.display_values) want_displays(buffered);
            if (!show(buffered)) break;
        }
        if (more) statement.reset();
        return rows_;
    }

private:
    std::string_view value(std::int64_t row, int position) const {
        return buffer_.value(static_cast<std::size_t>(row * plan_.width() + position));
    }

    void want_displays(std::int64_t rows) {
        for (const auto& column : columns_) {
            if (column.is_tags) read_tags(rows);
            if (column.table_position >= 0) want_documents(column, rows);
            if (!column.target || column.position < 0) continue;
            const bool is_list = column.path->last().kind() == Kind::list;
            for (std::int64_t row = 0; row < rows; ++row) {
                const auto ids = value(row, column.position);
                if (!is_list)
                    displays_.want(*column.target, ids);
                else
                    for (const auto& id : base::split_names(ids))
                        displays_.want(*column.target, id);
            }
        }
        displays_.fetch();
    }

    void want_documents(const ListColumn& column, std::int64_t rows) {
        for (std::int64_t row = 0; row < rows; ++row)
            if (const auto* table = document_table(column, row))
                displays_.want(*table, value(row, column.position));
    }

    const model::Table* document_table(const ListColumn& column, std::int64_t row) const {
        return unit_.dictionary().find(value(row, column.table_position));
    }

    void read_tags(std::int64_t rows) {
        TaggedRows tagged;
        for (std::int64_t row = 0; row < rows; ++row) {
            tagged.sys_ids.emplace_back(value(row, 0));
            const std::string name(class_name(row));
            if (std::find(tagged.classes.begin(), tagged.classes.end(), name) ==
                tagged.classes.end())
                tagged.classes.push_back(name);
        }
        tags_ = tag_names(unit_, tagged);
    }

    std::string_view class_name(std::int64_t row) const {
        return plan_.has_class() ? value(row, 1) : std::string_view(table_.name);
    }

    bool show(std::int64_t rows) {
        for (std::int64_t row = 0; row < rows; ++row) {
            if (row % batch == 0) read_journals(row, rows);
            const auto sys_id = value(row, 0);
            const auto class_name = this->class_name(row);
            access_.judge(class_name, sys_id, cells_);
            for (std::size_t i = 0; i < columns_.size(); ++i) fill(row, sys_id, i);
            ++rows_;
            if (!each_({sys_id, class_name, cells_, plan_.keys()})) return false;
        }
        return true;
    }

    void fill(std::int64_t row, std::string_view sys_id, std::size_t index) {
        auto& cell = cells_[index];
        const auto& column = columns_[index];
        cell.value = cell.display = {};
        if (!cell.field || !cell.readable) return;
        if (column.is_journal) return fill_journal(row, index);
        if (column.is_tags) return fill_tags(sys_id, cell);
        if (column.position < 0) return;
        const auto stored = value(row, column.position);
        cell.value = wire_value(*cell.field, stored);
        if (request_.display_values) cell.display = display(column, row, stored, scratch_[index]);
    }

    void fill_tags(std::string_view sys_id, Cell& cell) const {
        if (const auto found = tags_.find(sys_id); found != tags_.end())
            cell.display = found->second;
    }

    std::string_view display(const ListColumn& column, std::int64_t row, std::string_view stored,
                             std::string& scratch) {
        const auto& field = column.path->last();
        if (const auto* table = column.table_position >= 0 && !stored.empty()
                                    ? document_table(column, row)
                                    : nullptr)
            return scratch = unit_.words().label(*table) + ": " +
                             std::string(displays_.find(*table, stored));
        if (!column.target) return plain_display(unit_, field, wire_value(field, stored), scratch);
        if (field.kind() == Kind::list) return list_display(*column.target, stored, scratch);
        const auto shown = displays_.find(*column.target, stored);
        return shown.empty() && stored == "global" ? stored : shown;
    }

    // Entries that are no ids (addresses in a watch list) show themselves.
    std::string_view list_display(const model::Table& target, std::string_view stored,
                                  std::string& scratch) const {
        scratch.clear();
        for (const auto& id : base::split_names(stored)) {
            const auto shown = base::is_sys_id(id) ? displays_.find(target, id) : id;
            if (shown.empty()) continue;
            if (!scratch.empty()) scratch += ", ";
            scratch += shown;
        }
        return scratch;
    }

    // Journals of rows behind a reference are not shown.
    bool shows_journal(const ListColumn& column) const {
        return request_.display_values && column.is_journal && column.path->steps.size() == 1;
    }

    // Before the first row and then every few hundred, so that long texts never pile up.
    void read_journals(std::int64_t first, std::int64_t rows) {
        std::vector<std::string> fields;
        for (const auto& column : columns_)
            if (column.path && shows_journal(column))
                for (auto& name : journal_elements(table_, column.path->last()))
                    fields.push_back(std::move(name));
        if (fields.empty()) return;
        std::vector<std::string> sys_ids;
        for (auto row = first; row < std::min(first + batch, rows); ++row)
            sys_ids.emplace_back(value(row, 0));
        journals_.read(sys_ids, fields);
    }

    void fill_journal(std::int64_t row, std::size_t index) {
        if (!shows_journal(columns_[index])) return;
        const auto* real = unit_.dictionary().find(class_name(row));
        scratch_[index] =
            journals_.text(real ? *real : table_, columns_[index].path->last(), value(row, 0));
        cells_[index].display = scratch_[index];
    }

    Unit& unit_;
    const ListRequest& request_;
    const model::Table& table_;
    const std::function<bool(const Row&)>& each_;
    const ListPlan& plan_;
    const std::vector<ListColumn>& columns_;
    CellAccess access_;
    DisplayBatch displays_;
    JournalBatch journals_;
    std::vector<Cell> cells_;
    std::vector<std::string> scratch_;
    base::TextMap<std::string> tags_;  // by sys_id, of the rows that are in the buffer
    RowBuffer buffer_;
    std::int64_t rows_ = 0;
};

}  // namespace

ListResult Unit::list(const ListRequest& request, const std::function<bool(const Row&)>& each) {
    const auto origin =
        request.query_from_outside ? Selection::Origin::outside : Selection::Origin::inside;
    const auto& table = dictionary().get(request.table);
    const auto plan = list_plan(snapshot(), table, connection().dialect(), request.fields);
    Selection selection(*this, table, request.query, origin, plan->joins());
    if (!request.where.empty()) selection.require(request.where);
    auto limit = request.limit;
    auto offset = request.offset;
    if (selection.settle_page(limit, offset)) limit = -1, offset = 0;
    Lister lister(*this, request, table, *plan, each);
    const auto sql = selection.builder().select_text(plan->expressions(), limit, offset);
    ListResult result;
    result.dropped = selection.dropped();
    result.rows = lister.run(sql, request.limit >= 0 && request.limit <= most_buffered);
    return result;
}

}  // namespace stead::record
