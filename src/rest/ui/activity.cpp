#include "rest/ui/activity.h"

#include <algorithm>

#include "base/error.h"
#include "base/ids.h"
#include "base/json_writer.h"
#include "rest/ui/activity_entries.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using record::Unit;

constexpr std::size_t page_size = 30;

bool is_wanted(const std::vector<std::string>& kinds, std::string_view kind) {
    return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool holds(const Entry& entry, const std::string& words) {
    return words.empty() || base::lower(entry.text).find(words) != std::string::npos;
}

std::string position(const Entry& entry) {
    return entry.at + "|" + entry.id;
}

void append(std::vector<Entry>& all, std::vector<Entry> more) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
}

std::vector<Entry> collect(Unit& unit, const record::Record& record,
                           const std::vector<std::string>& kinds, std::int64_t limit) {
    std::vector<Entry> all;
    append(all, journal_entries(unit, record, limit));
    if (is_wanted(kinds, "email")) append(all, mail_entries(unit, record, limit));
    if (is_wanted(kinds, "change")) append(all, change_entries(unit, record, limit));
    if (is_wanted(kinds, "file")) append(all, file_entries(unit, record));
    return all;
}

// Newest first.
std::vector<Entry> selected(const Call& call, std::vector<Entry> all) {
    const auto kinds = base::split_names(call.query("kinds"));
    const auto words = base::lower(call.query("q"));
    const std::string before(call.query("before"));
    std::erase_if(all, [&](const Entry& entry) {
        return !is_wanted(kinds, entry.kind) || !holds(entry, words) ||
               (!before.empty() && position(entry) >= before);
    });
    std::sort(all.begin(), all.end(),
              [](const Entry& a, const Entry& b) { return position(a) > position(b); });
    return all;
}

std::string page_json(const std::vector<Entry>& entries) {
    const auto shown = std::min(entries.size(), page_size);
    std::string text;
    JsonWriter json(text);
    json.begin_object().key("entries").begin_array();
    for (auto i = shown; i > 0; --i) json.raw(entries[i - 1].json);
    json.end_array().key("before");
    if (entries.size() > page_size)
        json.text(position(entries[shown - 1]));
    else
        json.null();
    json.end_object();
    return text;
}

}  // namespace

void get_activity(Call& call) {
    // The first page needs no more of each source than it can show.
    const bool first = call.query("before").empty() && call.query("q").empty();
    const std::int64_t limit = first ? static_cast<std::int64_t>(page_size) + 1 : -1;
    std::string text;
    call.store.read(call.session(), [&](Unit& unit) {
        const auto record = unit.get(call.path("table"), base::lower(call.path("sys_id")));
        text = page_json(
            selected(call, collect(unit, record, base::split_names(call.query("kinds")), limit)));
    });
    call.answer(std::move(text));
}

}  // namespace stead::rest::ui
