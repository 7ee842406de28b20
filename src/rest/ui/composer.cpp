#include "rest/ui/composer.h"

#include <algorithm>

#include "record/access.h"
#include "record/lookup.h"
#include "record/sessions.h"
#include "record/store.h"
#include "rest/ui/person.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using model::Field;
using model::Kind;
using record::Permission;

constexpr std::string_view comment_field = "comments";
constexpr std::string_view note_field = "work_notes";

// A person outside the team who will read what is written as a comment.
struct Reader {
    std::string sys_id, name, email;
};

bool may_write(const FormPage& page, std::string_view name) {
    const auto* field = page.table().find(name);
    return field && field->kind() == Kind::journal && page.may_write &&
           page.unit.access(page.table()).may(Permission::write, *field, page.unit, page.record);
}

// The user that a reference means: the row itself, or the account of a person who is no user.
std::string user_of(const FormPage& page, const Field& field) {
    const auto& id = page.record.get(field);
    const auto* target = page.unit.dictionary().find(field.reference);
    if (id.empty() || !target) return {};
    if (target->is_a("sys_user")) return id;
    const auto* account = target->find("user");
    if (!account || account->reference != "sys_user") return {};
    return record::stored_value(page.unit, *target, *account, id);
}

// Reads comments, but not the team's notes.
bool is_reader(const FormPage& page, const std::shared_ptr<const record::Session>& session) {
    auto theirs = page.unit.as(session);
    const auto& access = theirs.access(page.table());
    const auto* comment = page.table().find(comment_field);
    const auto* note = page.table().find(note_field);
    if (!access.may(Permission::read, theirs, page.record)) return false;
    if (!comment || !access.may(Permission::read, *comment, theirs, page.record)) return false;
    return !note || !access.may(Permission::read, *note, theirs, page.record);
}

std::vector<Reader> readers(const FormPage& page) {
    std::vector<Reader> found;
    for (const auto& field : page.table().fields()) {
        if (field.kind() != Kind::reference || field.name.starts_with("sys_")) continue;
        const auto id = user_of(page, field);
        const bool known = std::any_of(found.begin(), found.end(),
                                       [&](const Reader& reader) { return reader.sys_id == id; });
        if (id.empty() || known || id == page.unit.session().user_id) continue;
        const auto session = record::load_session(page.unit.store(), id, record::Door::ui);
        if (session && is_reader(page, session))
            found.push_back({id, session->display_name, session->email});
    }
    return found;
}

void write_readers(JsonWriter& json, const FormPage& page, const std::vector<Reader>& found) {
    json.key("readers").begin_object().key("comment").begin_array();
    for (const auto& reader : found) json.text(reader.name);
    const auto watchers = base::split_names(page.record.get("watch_list")).size();
    if (watchers > 0)
        json.text(std::to_string(watchers) + (watchers == 1 ? " watcher" : " watchers"));
    json.end_array().end_object();
}

bool may_mail(const FormPage& page) {
    const auto* mails = page.unit.dictionary().find("sys_email");
    const bool offered = page.table().attributes.find("email_client") != std::string::npos;
    return mails && offered && page.may_write && page.unit.access(*mails).may(Permission::create);
}

void write_email(JsonWriter& json, const FormPage& page, const std::vector<Reader>& found) {
    const auto* title = page.find(page.layout.title);
    const auto* number = page.find("number");
    std::string subject = number ? number->value : "";
    if (title && title != number) subject += (subject.empty() ? "" : " - ") + title->value;
    json.key("email").begin_object().key("to").begin_array();
    for (const auto& reader : found)
        if (!reader.email.empty()) json.text(reader.email);
    json.end_array().member("subject", subject).end_object();
}

}  // namespace

void write_composer(JsonWriter& json, FormPage& page) {
    if (page.is_new) return;
    const bool comment = may_write(page, comment_field);
    const bool note = may_write(page, note_field);
    const bool mail = may_mail(page);
    if (!comment && !note && !mail) return;
    json.key("composer").begin_object().key("kinds").begin_array();
    if (comment) json.text("comment");
    if (note) json.text("note");
    if (mail) json.text("email");
    json.end_array();
    const auto found = readers(page);
    write_readers(json, page, found);
    if (mail) write_email(json, page, found);
    json.end_object();
}

}  // namespace stead::rest::ui
