#include <algorithm>

#include "base/text.h"
#include "model/encoded_query.h"
#include "script/glide/record_object.h"

// The rows of a GlideRecord. Small results are read at once. Larger ones are read page by page by
// their ids, so that rows which the script changes do not shift the ones to come.
namespace stead::script {
namespace {

constexpr std::size_t page_size = 200;

std::string by_ids(const std::vector<std::string>& ids, std::size_t begin, std::size_t end) {
    std::string query = "sys_idIN";
    for (std::size_t i = begin; i < end; ++i) {
        if (i > begin) query += ',';
        query += ids[i];
    }
    return query;
}

void sort_like(std::vector<record::Record>& rows, const std::vector<std::string>& ids,
               std::size_t begin) {
    base::TextMap<std::size_t> place;
    for (std::size_t i = begin; i < std::min(begin + page_size, ids.size()); ++i) place[ids[i]] = i;
    std::sort(rows.begin(), rows.end(),
              [&](const auto& a, const auto& b) { return place[a.sys_id()] < place[b.sys_id()]; });
}

}  // namespace

std::int64_t RecordObject::wanted() const {
    if (window_end >= 0) return std::max<std::int64_t>(0, window_end - window_begin);
    return limit;
}

void RecordObject::run(Call& call) {
    page_.clear();
    ids_.clear();
    page_begin_ = next_ = total_ = 0;
    ran_ = true;
    stand_on(std::nullopt);
    if (!table_ || unusable || wanted() == 0) return;
    if (call.outermost().strict_query && lost_conditions(call)) return;
    auto reader = unit(call);
    const auto most = wanted();
    const bool small = most >= 0 && most <= static_cast<std::int64_t>(page_size);
    page_ = reader.query(name_, query.text(), small ? most : page_size + 1, window_begin);
    total_ = page_.size();
    if (!small && page_.size() > page_size) load_ids(call, reader);
}

void RecordObject::load_ids(Call&, record::Unit& reader) {
    record::ListRequest request{name_,    query.text(), {"sys_id"}, window_begin,
                                wanted(), false,        false};
    reader.list(request, [this](const record::Row& row) {
        ids_.emplace_back(row.sys_id);
        return true;
    });
    total_ = ids_.size();
    page_.erase(page_.begin() + page_size, page_.end());
}

void RecordObject::load_more(Call& call) {
    auto reader = unit(call);
    page_begin_ = next_;
    const auto end = std::min(next_ + page_size, ids_.size());
    page_ = reader.query(name_, by_ids(ids_, next_, end));
    sort_like(page_, ids_, next_);
}

bool RecordObject::has_next(Call& call) {
    if (!ran_) run(call);
    return next_ < total_;
}

// A row that was deleted since its id was read is skipped.
bool RecordObject::next(Call& call) {
    if (!has_next(call)) return false;
    if (next_ >= page_begin_ + std::min(page_size, total_ - page_begin_) && !ids_.empty()) {
        load_more(call);
    }
    while (next_ < total_) {
        const auto place = next_ - page_begin_;
        ++next_;
        if (ids_.empty()) {
            stand_on(std::move(page_[place]));
            return true;
        }
        const auto found = std::find_if(page_.begin(), page_.end(), [this](const auto& row) {
            return row.sys_id() == ids_[next_ - 1];
        });
        if (found != page_.end()) {
            stand_on(*found);
            return true;
        }
        if (next_ >= page_begin_ + page_size && next_ < total_) load_more(call);
    }
    return false;
}

bool RecordObject::get(Call& call, std::string_view query_text) {
    query.clear();
    query.add_encoded(query_text);
    run(call);
    return next(call);
}

std::int64_t RecordObject::row_count(Call&) {
    return static_cast<std::int64_t>(total_);
}

std::vector<std::string> RecordObject::all_ids(Call& call) {
    std::vector<std::string> ids;
    if (!table_ || unusable) return ids;
    auto reader = unit(call);
    record::ListRequest request{name_, query.text(), {"sys_id"}, 0, -1, false, false};
    reader.list(request, [&ids](const record::Row& row) {
        ids.emplace_back(row.sys_id);
        return true;
    });
    return ids;
}

bool RecordObject::lost_conditions(Call& call) const {
    if (!table_) return true;
    return !model::parse_encoded_query(query.text(), call.unit.dictionary(), *table_)
                .dropped.empty();
}

}  // namespace stead::script
