#include "rest/ui/notifications.h"

#include <boost/json.hpp>

#include <algorithm>

#include "base/date_time.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "record/journal.h"
#include "rest/ui/door.h"
#include "rest/ui/draft_record.h"
#include "rest/ui/person.h"
#include "rest/ui/preference.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using record::Record;
using record::Unit;

constexpr std::int64_t most_items = 30;
constexpr std::int64_t most_records = 100;
constexpr std::size_t longest_detail = 160;
constexpr std::string_view worked_on = "task";
constexpr std::string_view seen_until = "notifications.seen_until";
constexpr std::string_view seen_ids = "notifications.seen";

struct Item {
    std::string id, at, text, detail, table, sys_id;
};

Item item_about(Unit& unit, const Record& record, const std::string& who, const std::string& did) {
    Item item;
    item.text = person_named(unit, who).name + " " + did + " " + unit.display_value(record);
    item.detail = record.get("short_description");
    item.table = record.table().name;
    item.sys_id = record.sys_id();
    return item;
}

// The audit of assignments to me, of records that I may read.
void add_assignments(std::vector<Item>& items, Unit& unit) {
    const auto& me = unit.session();
    for (const auto& row : trusted(unit).rows_with(
             "sys_audit", {{"fieldname", "assigned_to"}, {"newvalue", me.user_id}},
             "ORDERBYDESCsys_created_on", most_items)) {
        if (row.get("user") == me.user_name) continue;
        const auto record = unit.find(row.get("tablename"), row.get("documentkey"));
        if (!record) continue;
        auto item = item_about(unit, *record, row.get("user"), "assigned to you");
        item.id = row.sys_id();
        item.at = row.get("sys_created_on");
        items.push_back(std::move(item));
    }
}

// The newest words of others in one record.
void add_entry(std::vector<Item>& items, Unit& unit, const Record& record) {
    for (const auto& entry : record::journal(unit, record, "comments,work_notes", 1)) {
        if (entry.created_by == unit.session().user_name) continue;
        const bool note = entry.element == "work_notes";
        auto item = item_about(unit, record, entry.created_by,
                               note ? "wrote a work note on" : "commented on");
        item.detail = base::truncate_utf8(entry.value, longest_detail);
        item.id = entry.sys_id;
        item.at = entry.created_on;
        items.push_back(std::move(item));
    }
}

void add_entries(std::vector<Item>& items, Unit& unit) {
    const auto& me = unit.session().user_id;
    for (const auto& record :
         unit.query(worked_on,
                    "active=true^assigned_to=" + me + "^ORwatch_listCONTAINS" + me +
                        "^ORwork_notes_listCONTAINS" + me + "^ORDERBYDESCsys_updated_on",
                    most_records))
        add_entry(items, unit, record);
}

std::vector<Item> all_items(Unit& unit) {
    std::vector<Item> items;
    if (!unit.dictionary().find(worked_on)) return items;
    add_assignments(items, unit);
    add_entries(items, unit);
    std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.at > b.at; });
    if (items.size() > static_cast<std::size_t>(most_items)) items.resize(most_items);
    return items;
}

// What the person has seen, as his preferences say.
struct Seen {
    std::string until;
    std::vector<std::string> ids;

    explicit Seen(Unit& unit) {
        const auto chosen = preferences(unit);
        if (const auto found = chosen.find(std::string(seen_until)); found != chosen.end())
            until = found->second;
        if (const auto found = chosen.find(std::string(seen_ids)); found != chosen.end())
            ids = base::split_names(found->second);
    }
    bool has(const Item& item) const {
        return item.at <= until || std::find(ids.begin(), ids.end(), item.id) != ids.end();
    }
};

void write_item(JsonWriter& json, const Item& item, bool read) {
    json.begin_object().member("id", item.id).member("at", item.at).member("text", item.text);
    if (!item.detail.empty()) json.member("detail", item.detail);
    json.member("table", item.table).member("sys_id", item.sys_id).member("read", read);
    json.end_object();
}

}  // namespace

void get_notifications(Call& call) {
    std::string text;
    JsonWriter json(text);
    call.store.read(call.session(), [&](Unit& unit) {
        const auto items = all_items(unit);
        const Seen seen(unit);
        json.begin_object().member(
            "unread",
            static_cast<std::int64_t>(std::count_if(
                items.begin(), items.end(), [&](const Item& item) { return !seen.has(item); })));
        json.key("items").begin_array();
        for (const auto& item : items) write_item(json, item, seen.has(item));
        json.end_array().end_object();
    });
    call.answer(std::move(text));
}

void read_notifications(Call& call) {
    const auto body = body_of(call);
    const auto* ids = body.if_contains("ids");
    call.store.write(call.session(), [&](Unit& unit) {
        if (!ids || !ids->is_array())
            return store_preference(unit, std::string(seen_until), base::format_utc(unit.now()));
        auto seen = Seen(unit).ids;
        for (const auto& id : ids->get_array()) seen.push_back(base::json_scalar(id));
        const auto most = static_cast<std::size_t>(most_items);
        if (seen.size() > most) seen.erase(seen.begin(), seen.end() - most_items);
        store_preference(unit, std::string(seen_ids), base::clean_utf8(base::join(seen, ",")));
    });
    call.answer("{}");
}

}  // namespace stead::rest::ui
