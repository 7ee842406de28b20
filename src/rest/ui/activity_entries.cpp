#include "rest/ui/activity_entries.h"

#include <algorithm>

#include "base/json_writer.h"
#include "record/access.h"
#include "record/display.h"
#include "record/journal.h"
#include "record/lookup.h"
#include "record/snapshot.h"
#include "record/words.h"
#include "rest/ui/attachment_json.h"
#include "rest/ui/draft_record.h"
#include "rest/ui/person.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using model::Field;
using record::Record;
using record::Unit;

constexpr std::string_view note_field = "work_notes";
constexpr std::int64_t changes_per_entry = 10;  // fields that one write changes, for limits

void write_person(JsonWriter& json, const Person& person) {
    json.key("by").begin_object();
    if (!person.sys_id.empty()) json.member("sys_id", person.sys_id);
    json.member("name", person.name);
    if (person.external) json.member("external", true);
    if (person.bot) json.member("bot", true);
    json.end_object();
}

void begin_entry(JsonWriter& json, const Entry& entry, const Person& by) {
    json.begin_object().member("id", entry.id).member("kind", entry.kind).member("at", entry.at);
    write_person(json, by);
}

// --- mails

Person sender(Unit& unit, const Record& mail) {
    if (const auto& id = mail.get("user_id"); !id.empty()) {
        const auto& users = unit.dictionary().get("sys_user");
        const auto name = record::stored_value(unit, users, users.get("user_name"), id);
        if (!name.empty()) return person_named(unit, name);
    }
    Person person;
    person.name = mail.get("from").empty() ? mail.get("user") : mail.get("from");
    person.bot = person.name.empty();
    if (person.bot) person.name = "System";
    return person;
}

std::string_view delivery_state(std::string_view type) {
    if (type == "send-ready") return "ready";
    if (type == "send-failed") return "failed";
    if (type == "send-ignored") return "ignored";
    return type;
}

void write_mail(JsonWriter& json, const Record& mail) {
    const auto& type = mail.get("type");
    json.key("email").begin_object().member("sys_id", mail.sys_id());
    json.member("direction", type.starts_with("received") ? "in" : "out");
    json.member("subject", mail.get("subject")).member("state", delivery_state(type));
    json.member("from", mail.get("from"));
    json.member("to", mail.get("direct").empty() ? mail.get("recipients") : mail.get("direct"));
    if (!mail.get("copied").empty()) json.member("cc", mail.get("copied"));
    if (!mail.get("error_string").empty()) json.member("error", mail.get("error_string"));
    json.end_object();
}

Entry mail_entry(Unit& unit, const Record& mail) {
    Entry entry{mail.get("sys_created_on"), mail.sys_id(), "email", {}, {}};
    entry.text = mail.get("subject") + " " + mail.get("body_text") + " " + mail.get("body");
    JsonWriter json(entry.json);
    begin_entry(json, entry, sender(unit, mail));
    if (!mail.get("body").empty())
        json.member("html", mail.get("body"));
    else
        json.member("text", mail.get("body_text"));
    write_mail(json, mail);
    json.key("attachments");
    write_attachments(json, unit, mail);
    json.end_object();
    return entry;
}

// --- changes

// The fields whose changes the stream of a table shows, where a property names them.
std::vector<std::string> shown_fields(const Unit& unit, const model::Table& table) {
    for (const auto* at = &table; at; at = at->parent) {
        const auto names = unit.snapshot().property("glide.ui." + at->name + "_activity.fields");
        if (!names.empty()) return base::split_names(names);
    }
    return {};
}

const Field* shown_field(Unit& unit, const Record& record, const std::string& name,
                         const std::vector<std::string>& shown) {
    const auto* field = record.table().find(name);
    if (!field) return nullptr;
    if (!shown.empty() && std::find(shown.begin(), shown.end(), name) == shown.end())
        return nullptr;
    const auto& access = unit.access(record.table());
    return access.may(record::Permission::read, *field, unit, record) ? field : nullptr;
}

void write_change(JsonWriter& json, Unit& unit, const Field& field, const Record& row) {
    const auto was = record::display_of(unit, field, row.get("oldvalue"));
    const auto now = record::display_of(unit, field, row.get("newvalue"));
    json.begin_object().member("field", field.name).member("label", unit.words().label(field));
    if (!was.empty()) json.member("old", was);
    if (!now.empty()) json.member("new", now);
    json.end_object();
}

// Rows of one write make one entry.
bool same_write(const Record& a, const Record& b) {
    return a.get("record_checkpoint") == b.get("record_checkpoint") &&
           a.get("user") == b.get("user") && a.get("sys_created_on") == b.get("sys_created_on");
}

struct Change {
    const Field* field;
    const Record* row;
};

Entry change_entry(Unit& unit, const std::vector<Change>& changes) {
    const auto& first = *changes.front().row;
    Entry entry{first.get("sys_created_on"), first.sys_id(), "change", {}, {}};
    JsonWriter json(entry.json);
    begin_entry(json, entry, person_named(unit, first.get("user")));
    json.key("changes").begin_array();
    for (const auto& [field, row] : changes) {
        write_change(json, unit, *field, *row);
        entry.text += unit.words().label(*field) + " ";
    }
    json.end_array().end_object();
    return entry;
}

}  // namespace

std::vector<Entry> journal_entries(Unit& unit, const Record& record, std::int64_t limit) {
    std::vector<std::string> names;
    for (const auto& field : record.table().fields())
        if (field.kind() == model::Kind::journal) names.push_back(field.name);
    std::vector<Entry> entries;
    for (const auto& row : record::journal(unit, record, base::join(names, ","), limit)) {
        const auto kind = row.element == note_field ? "work_note" : "comment";
        Entry entry{row.created_on, row.sys_id, kind, {}, row.value};
        JsonWriter json(entry.json);
        begin_entry(json, entry, person_named(unit, row.created_by));
        json.member("text", row.value).end_object();
        entries.push_back(std::move(entry));
    }
    return entries;
}

// Mails that people wrote. What notifications told them is in the stream already.
std::vector<Entry> mail_entries(Unit& unit, const Record& record, std::int64_t limit) {
    std::vector<Entry> entries;
    const auto* mails = unit.dictionary().find("sys_email");
    if (!mails || !unit.access(*mails).may(record::Permission::read)) return entries;
    const auto own = unit.rows_with(
        "sys_email", {{"instance", record.sys_id()}, {"target_table", record.table().name}},
        "type!=draft^notificationISEMPTY^ORDERBYDESCsys_created_on", limit);
    for (const auto& mail : own) entries.push_back(mail_entry(unit, mail));
    return entries;
}

std::vector<Entry> change_entries(Unit& unit, const Record& record, std::int64_t limit) {
    std::vector<Entry> entries;
    if (!record.table().audit) return entries;
    const auto shown = shown_fields(unit, record.table());
    const auto rows = trusted(unit).rows_with("sys_audit", {{"documentkey", record.sys_id()}},
                                              "ORDERBYDESCsys_created_on",
                                              limit < 0 ? -1 : limit * changes_per_entry);
    std::vector<Change> changes;
    for (const auto& row : rows) {
        const auto* field = shown_field(unit, record, row.get("fieldname"), shown);
        if (!field) continue;
        if (!changes.empty() && !same_write(*changes.back().row, row)) {
            entries.push_back(change_entry(unit, changes));
            changes.clear();
        }
        changes.push_back({field, &row});
    }
    if (!changes.empty()) entries.push_back(change_entry(unit, changes));
    return entries;
}

std::vector<Entry> file_entries(Unit& unit, const Record& record) {
    std::vector<Entry> entries;
    for (const auto& row : attachments_of(unit, record)) {
        Entry entry{row.get("sys_created_on"), row.sys_id(), "file", {}, row.get("file_name")};
        JsonWriter json(entry.json);
        begin_entry(json, entry, person_named(unit, row.get("sys_created_by")));
        json.key("attachments").begin_array();
        write_attachment(json, unit, row);
        json.end_array().end_object();
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace stead::rest::ui
