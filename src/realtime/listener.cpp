#include "realtime/listener.h"

#include <algorithm>

#include "base/json_writer.h"
#include "record/access.h"
#include "record/sessions.h"
#include "record/snapshot.h"
#include "record/unit.h"

namespace stead::realtime {

namespace {

using record::Change;
using record::Operation;
using record::Unit;

constexpr std::int64_t most_known_rows = 2000;  // of a list, to tell a row that leaves
constexpr auto between_counts = std::chrono::seconds(2);

// Rows that belong to another record: who looks at that one hears of activity.
struct Owner {
    std::string_view table, table_column, id_column;
};
constexpr Owner owners[] = {{"sys_attachment", "table_name", "table_sys_id"},
                            {"sys_email", "target_table", "instance"},
                            {"sys_journal_field", "name", "element_id"}};

const Owner* owner_of(std::string_view table) {
    for (const auto& owner : owners)
        if (owner.table == table) return &owner;
    return nullptr;
}

bool is_a(Unit& unit, const std::string& table, const std::string& ancestor) {
    const auto* found = unit.dictionary().find(table);
    return found && found->is_a(ancestor);
}

bool matches(Unit& unit, const ListInterest& list, const std::string& sys_id) {
    // The id narrows every alternative of the query.
    const std::string narrow = "sys_id=" + sys_id;
    const std::string query =
        list.query.empty()
            ? narrow
            : narrow + "^" + base::replace_all(list.query, "^NQ", "^NQ" + narrow + "^");
    return unit.count(list.table, query, true) > 0;
}

// A work note makes no sound for those who may not read work notes; a mail none for those who may
// not read mails.
bool may_hear(Unit& unit, const Change& change, const std::string& table) {
    if (change.table == "sys_email") return unit.find("sys_email", change.sys_id).has_value();
    if (change.table != "sys_journal_field") return true;
    const auto& dialect = unit.connection().dialect();
    const auto element = unit.connection().value(
        "SELECT \"element\" FROM \"sys_journal_field\" WHERE \"sys_id\" = " +
            dialect.placeholder(1),
        {change.sys_id});
    const auto* field = unit.dictionary().get(table).find(element);
    return field && unit.access(unit.dictionary().get(table)).may(record::Permission::read, *field);
}

std::string object(std::initializer_list<std::pair<std::string_view, std::string_view>> members) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object();
    for (const auto& [name, value] : members) json.member(name, value);
    json.end_object();
    return text;
}

}  // namespace

bool Listener::attach(std::shared_ptr<http::EventStream> stream, std::uint64_t seen) {
    std::string hello;
    base::JsonWriter json(hello);
    json.begin_object().member("stream", id_).member("resumed", seen > 0).end_object();
    return wire_.attach(std::move(stream), seen, hello);
}

void Listener::tell_presence(record::Store& store, const std::string& sys_id,
                             const std::string& people) {
    const std::lock_guard lock(mutex_);
    const auto& records = subscription_.records;
    const auto shown = std::find_if(records.begin(), records.end(),
                                    [&](const auto& one) { return one.sys_id == sys_id; });
    if (shown == records.end()) return;
    const auto session = record::load_session(store, user_id_, record::Door::ui);
    if (!session || session->is_external()) return;
    bool visible = false;
    store.read(session, [&](Unit& unit) {
        visible = unit.dictionary().find(shown->table) && unit.find(shown->table, sys_id);
    });
    if (visible) push("presence", people);
}

void Listener::subscribe(record::Store& store, Subscription subscription) {
    const auto session = record::load_session(store, user_id_, record::Door::ui);
    if (!session) return wire_.close();
    store.read(session, [&](Unit& unit) {
        std::erase_if(subscription.lists,
                      [&](const auto& list) { return !unit.dictionary().find(list.table); });
        for (auto& list : subscription.lists) {
            record::ListRequest request;
            request.table = list.table;
            request.query = list.query;
            request.fields = {"sys_id"};
            request.limit = most_known_rows;
            request.display_values = false;
            unit.list(request, [&](const record::Row& row) {
                list.visible.emplace(row.sys_id);
                return true;
            });
        }
    });
    const std::lock_guard lock(mutex_);
    subscription_ = std::move(subscription);
}

bool Listener::tell(record::Store& store, const std::vector<Change>& changes) {
    const auto session = record::load_session(store, user_id_, record::Door::ui);
    if (!session) {
        wire_.close();
        return false;
    }
    const std::lock_guard lock(mutex_);
    store.read(session, [&](Unit& unit) {
        for (const auto& change : changes)
            if (concerns(unit, change)) tell_one(unit, change);
    });
    return true;
}

bool Listener::concerns(Unit& unit, const Change& change) const {
    if (owner_of(change.table)) return !subscription_.records.empty();
    const auto& lists = subscription_.lists;
    const auto& records = subscription_.records;
    return std::any_of(records.begin(), records.end(),
                       [&](const auto& r) { return r.sys_id == change.sys_id; }) ||
           std::any_of(lists.begin(), lists.end(),
                       [&](const auto& l) { return is_a(unit, change.table, l.table); });
}

void Listener::tell_one(Unit& unit, const Change& change) {
    if (owner_of(change.table)) return tell_owner(unit, change);
    const bool visible =
        change.operation != Operation::remove && unit.find(change.table, change.sys_id).has_value();
    tell_record(unit, change, visible);
    tell_lists(unit, change);
    tell_counts();
}

void Listener::tell_record(Unit& unit, const Change& change, bool visible) {
    const auto wanted = [&](const RecordInterest& r) { return r.sys_id == change.sys_id; };
    const bool looked_at =
        std::any_of(subscription_.records.begin(), subscription_.records.end(), wanted) ||
        std::any_of(subscription_.lists.begin(), subscription_.lists.end(),
                    [&](const auto& list) { return list.visible.contains(change.sys_id); });
    if (!looked_at || (!visible && change.operation != Operation::remove)) return;
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().member("table", change.table).member("sys_id", change.sys_id);
    json.member("mod_count", change.mod_count).key("fields").begin_array();
    std::vector<std::string> readable;
    if (visible)
        for (const auto& name : change.fields) {
            const auto* field = unit.dictionary().get(change.table).find(name);
            if (field && unit.access(unit.dictionary().get(change.table))
                             .may(record::Permission::read, *field))
                readable.push_back(name);
        }
    for (const auto& name : readable) json.text(name);
    json.end_array().key("values").begin_object();
    if (!readable.empty()) {
        record::ListRequest request;
        request.table = change.table;
        request.query = "sys_id=" + change.sys_id;
        request.fields = readable;
        request.query_from_outside = false;
        unit.list(request, [&](const record::Row& row) {
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                if (!row.cells[i].readable || row.cells[i].field->kind() == model::Kind::journal)
                    continue;
                json.key(readable[i]).begin_object().member("value", row.cells[i].value);
                json.member("display_value", row.cells[i].display).end_object();
            }
            return false;
        });
    }
    json.end_object().member("by", change.user_name);
    if (change.operation == Operation::remove) json.member("deleted", true);
    json.end_object();
    push("record", text);
}

void Listener::tell_lists(Unit& unit, const Change& change) {
    for (auto& list : subscription_.lists) {
        if (!is_a(unit, change.table, list.table)) continue;
        const bool was = list.visible.contains(change.sys_id);
        const bool is = change.operation != Operation::remove && matches(unit, list, change.sys_id);
        if (!was && !is) continue;
        if (is)
            list.visible.insert(change.sys_id);
        else
            list.visible.erase(change.sys_id);
        push("list", object({{"key", list.key},
                             {"sys_id", change.sys_id},
                             {"change", was && is ? "update"
                                        : is      ? "enter"
                                                  : "leave"}}));
    }
}

// A file, a mail or a journal entry: whoever looks at its record and may read it hears that there
// is something new.
void Listener::tell_owner(Unit& unit, const Change& change) {
    const auto& owner = *owner_of(change.table);
    const auto& dialect = unit.connection().dialect();
    auto& statement = unit.connection().prepare(
        "SELECT " + dialect.quote(owner.table_column) + ", " + dialect.quote(owner.id_column) +
        " FROM " + dialect.quote(owner.table) + " WHERE \"sys_id\" = " + dialect.placeholder(1));
    statement.bind(1, std::string_view(change.sys_id));
    if (!statement.step()) return;
    const std::string table(statement.text(0)), sys_id(statement.text(1));
    statement.reset();
    for (const auto& record : subscription_.records)
        if (record.sys_id == sys_id && unit.dictionary().find(table) && unit.find(table, sys_id) &&
            may_hear(unit, change, table))
            return push("activity", object({{"table", record.table}, {"sys_id", sys_id}}));
}

void Listener::tell_counts() {
    const auto now = std::chrono::steady_clock::now();
    if (subscription_.counts.empty() || now - last_count_ < between_counts) return;
    last_count_ = now;
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().key("lists").begin_array();
    for (const auto& list : subscription_.counts) json.text(list);
    json.end_array().end_object();
    push("count", text);
}

}  // namespace stead::realtime
