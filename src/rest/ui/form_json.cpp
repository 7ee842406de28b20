#include "rest/ui/form_json.h"

#include <algorithm>

#include "base/json_writer.h"
#include "record/access.h"
#include "record/words.h"
#include "rest/ui/actions.h"
#include "rest/ui/attachment_json.h"
#include "rest/ui/composer.h"
#include "rest/ui/drafts.h"
#include "rest/ui/policies.h"
#include "rest/ui/related.h"
#include "rest/ui/ribbon.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using record::Permission;

constexpr std::string_view followers = "watch_list";

void write_follow(JsonWriter& json, const FormPage& page) {
    const auto* list = page.find(followers);
    if (page.is_new || !list || list->flags.readonly) return;
    const auto ids = base::split_names(list->value);
    json.member("follow", true);
    json.member("following",
                std::find(ids.begin(), ids.end(), page.unit.session().user_id) != ids.end());
}

void write_header(JsonWriter& json, const FormPage& page) {
    json.key("header").begin_object();
    const auto& shown = page.table().display_field().name;
    json.member("title", page.shows(page.layout.title) ? page.layout.title : shown);
    if (const auto* number = page.find("number"); number && !number->value.empty())
        json.member("number", number->value);
    else if (const auto* name = page.find(shown); name && !page.is_new)
        json.member("number", name->display.empty() ? name->value : name->display);
    json.key("chips").begin_array();
    for (const auto& chip : page.layout.chips)
        if (page.shows(chip)) json.begin_object().member("field", chip).end_object();
    json.end_array();
    write_follow(json, page);
    json.end_object();
}

void write_sections(JsonWriter& json, const FormPage& page) {
    json.key("sections").begin_array();
    for (const auto& section : page.layout.sections) {
        json.begin_object()
            .member("id", section.id)
            .member("label", page.unit.words().text(section.label));
        json.member("columns", section.columns);
        if (section.collapsed) json.member("collapsed", true);
        json.key("fields").begin_array();
        for (const auto& name : section.fields)
            if (page.shows(name)) json.text(name);
        json.end_array().end_object();
    }
    json.end_array();
}

void write_fields(JsonWriter& json, const FormPage& page) {
    json.key("fields").begin_object();
    for (const auto& field : page.fields) {
        json.key(field.name);
        write_field(json, page.unit.words(), *field.field, field.flags);
    }
    json.end_object().key("values").begin_object();
    for (const auto& field : page.fields) {
        json.key(field.name);
        write_value(json, *field.field, field.value, field.display);
    }
    json.end_object().key("choices").begin_object();
    for (const auto& field : page.fields) {
        if (field.field->choices.empty()) continue;
        json.key(field.name);
        write_choices(json, page.unit.words(), *field.field, field.value);
    }
    json.end_object();
}

void write_views(JsonWriter& json, const FormPage& page) {
    if (!page.layout.view.empty()) json.member("view", page.layout.view);
    const auto names = layouts(page.unit.snapshot())->views(page.table());
    if (names.empty()) return;
    json.key("views").begin_array();
    json.begin_object()
        .member("name", "")
        .member("label", page.unit.words().text("Default view"))
        .end_object();
    for (const auto& name : names)
        json.begin_object().member("name", name).member("label", name).end_object();
    json.end_array();
}

void write_can(JsonWriter& json, FormPage& page) {
    const auto& access = page.unit.access(page.table());
    json.key("can").begin_object().member("write", page.may_write);
    json.member("delete", !page.is_new && access.may(Permission::remove, page.unit, page.record));
    json.member("attach", !page.is_new && page.may_write).end_object();
}

void write_readonly_reason(JsonWriter& json, const FormPage& page) {
    if (page.may_write) return;
    const auto* state = page.find("state");
    const bool over = page.table().find("active") && !page.record.is_true("active");
    const auto& words = page.unit.words();
    const auto what = words.inside(words.label(page.table()));
    json.member(
        "readonly_reason",
        over && state
            ? words.sentence("This {what} is {state}.",
                             {{"what", what}, {"state", words.inside(state->display)}})
            : words.sentence("You can read this {what}, but not change it.", {{"what", what}}));
}

void write_messages(JsonWriter& json, const std::vector<record::Message>& messages) {
    json.key("messages").begin_array();
    for (const auto& message : messages) {
        const bool bad = message.kind == record::Message::Kind::error;
        json.begin_object().member("text", message.text);
        json.member("tone", bad ? "critical" : "info").end_object();
    }
    json.end_array();
}

void write_identity(JsonWriter& json, const FormPage& page) {
    json.member("table", page.table().name);
    json.member("sys_id", page.is_new ? std::string("-1") : page.record.sys_id());
    json.member("mod_count", base::to_integer(page.record.get("sys_mod_count")).value_or(0));
    const auto& words = page.unit.words();
    json.member("label", words.label(page.table())).member("plural", words.plural(page.table()));
    json.member("page", page.layout.page);
}

}  // namespace

std::string form_json(FormPage& page, script::Scripts& scripts,
                      const std::vector<record::Message>& messages) {
    std::string text;
    JsonWriter json(text);
    json.begin_object();
    write_identity(json, page);
    write_views(json, page);
    write_header(json, page);
    write_sections(json, page);
    write_fields(json, page);
    json.key("policies");
    write_policies(json, page);
    json.key("actions");
    write_form_actions(json, page.unit, page.record);
    json.key("tabs");
    write_tabs(json, page, scripts);
    write_composer(json, page);
    write_ribbon(json, page);
    write_can(json, page);
    write_readonly_reason(json, page);
    if (!page.is_new) {
        json.key("attachments");
        write_attachments(json, page.unit, page.record);
        json.key("drafts");
        write_drafts(json, page.unit, page.table().name, page.record.sys_id());
    }
    write_messages(json, messages);
    json.end_object();
    return text;
}

}  // namespace stead::rest::ui
