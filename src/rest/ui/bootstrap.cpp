#include "rest/ui/bootstrap.h"

#include <algorithm>

#include "base/json_writer.h"
#include "base/text.h"
#include "record/access.h"
#include "record/words.h"
#include "rest/ui/list_menu.h"
#include "rest/ui/person.h"
#include "rest/ui/preference.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using record::Unit;

constexpr std::size_t most_cards = 5;
constexpr std::size_t most_created = 8;

void write_groups(JsonWriter& json, Unit& unit) {
    json.key("groups").begin_array();
    for (const auto& group : unit.session().groups)
        json.begin_object()
            .member("sys_id", group)
            .member("name", unit.display_value_of("sys_user_group", group))
            .end_object();
    json.end_array();
}

void write_user(JsonWriter& json, Unit& unit) {
    const auto& session = unit.session();
    const auto row = unit.find("sys_user", session.user_id);
    json.key("user").begin_object();
    json.member("sys_id", session.user_id).member("user_name", session.user_name);
    json.member("name", session.display_name).member("email", session.email);
    if (row) json.member("first_name", row->get("first_name")).member("title", row->get("title"));
    json.member("external", session.is_external());
    json.key("roles").begin_array();
    std::vector<std::string> roles(session.roles.begin(), session.roles.end());
    std::sort(roles.begin(), roles.end());
    for (const auto& role : roles) json.text(role);
    json.end_array();
    write_groups(json, unit);
    json.end_object();
}

// The reader's own spelling of dates when his browser speaks the language of his account.
std::string locale_of(const Call& call) {
    const auto& language = call.session()->language;
    const auto accepted = call.exchange.request.headers.get("Accept-Language");
    for (const auto& part : base::split_names(accepted)) {
        const std::string tag = part.substr(0, part.find(';'));
        const bool is_tag = std::all_of(
            tag.begin(), tag.end(), [](unsigned char c) { return std::isalnum(c) || c == '-'; });
        if (is_tag && (tag == language || tag.starts_with(language + "-"))) return tag;
    }
    return language == "en" ? "en-GB" : language;
}

void write_formats(JsonWriter& json, const Call& call) {
    json.key("formats").begin_object();
    json.member("locale", locale_of(call)).member("time_zone", call.session()->time_zone);
    json.end_object();
    json.key("language").begin_object().member("code", call.session()->language).end_object();
}

void write_preferences(JsonWriter& json, Unit& unit) {
    json.key("preferences").begin_object();
    for (const auto& [name, value] : preferences(unit)) json.member(name, value);
    json.end_object();
}

void write_menu(JsonWriter& json, std::string_view name, const std::vector<MenuCategory>& menu) {
    json.key(name).begin_array();
    for (const auto& category : menu) {
        json.begin_object().member("id", category.id).member("label", category.label);
        if (!category.icon.empty()) json.member("icon", category.icon);
        if (!category.description.empty()) json.member("text", category.description);
        json.key("lists").begin_array();
        for (const auto& list : category.lists) {
            json.begin_object().member("id", list.id).member("label", list.label);
            json.member("table", list.table).member("query", list.query);
            if (!list.tone.empty()) json.member("tone", list.tone);
            if (list.mine) json.member("mine", true);
            json.end_object();
        }
        json.end_array().end_object();
    }
    json.end_array();
}

void write_card(JsonWriter& json, const MenuList& list) {
    json.begin_object().member("label", list.label).member("list", list.id);
    if (!list.tone.empty()) json.member("tone", list.tone);
    json.end_object();
}

// The first category is what a person mainly works on: its lists become the cards of his home.
void write_home(JsonWriter& json, const std::vector<MenuCategory>& menu) {
    if (menu.empty()) return;
    const auto& lists = menu.front().lists;
    json.key("home").begin_object().key("cards").begin_array();
    std::size_t cards = 0;
    for (const auto& list : lists)
        if (list.counted && cards++ < most_cards) write_card(json, list);
    json.end_array().member("needs_you", lists.front().id);
    json.key("lists").begin_array();
    for (std::size_t i = 1; i < std::min<std::size_t>(lists.size(), 3); ++i) json.text(lists[i].id);
    json.end_array().end_object();
}

void write_create(JsonWriter& json, Unit& unit, const std::vector<MenuCategory>& menu) {
    std::vector<std::string> seen;
    json.key("create").begin_array();
    for (const auto& category : menu)
        for (const auto& list : category.lists) {
            if (seen.size() >= most_created) continue;
            if (std::find(seen.begin(), seen.end(), list.table) != seen.end()) continue;
            const auto& table = unit.dictionary().get(list.table);
            if (table.extensions_only || !unit.access(table).may(record::Permission::create))
                continue;
            seen.push_back(list.table);
            json.begin_object()
                .member("table", table.name)
                .member("label", unit.words().label(table));
            json.end_object();
        }
    json.end_array();
}

void write_portal(JsonWriter& json, Unit& unit) {
    const auto portal = portal_of(unit);
    json.key("portal").begin_object().member("suffix", portal.suffix);
    if (!portal.title.empty()) json.member("title", unit.words().text(portal.title));
    json.end_object();
}

void write_plugins(JsonWriter& json, Unit& unit) {
    auto program = unit.as(record::system_session());
    json.key("plugins").begin_array();
    if (unit.dictionary().find("sys_plugins"))
        for (const auto& row : program.query("sys_plugins", "active=true^ORDERBYsource"))
            json.text(row.get("source"));
    json.end_array();
}

}  // namespace

void get_bootstrap(Call& call) {
    std::string text;
    JsonWriter json(text);
    call.store.read(call.session(), [&](Unit& unit) {
        const auto menu = list_menu(unit);
        json.begin_object();
        write_user(json, unit);
        json.key("apps").begin_object();
        json.member("workspace", works_in_workspace(unit)).member("portal", true);
        json.member("studio", unit.session().admin).end_object();
        json.member("csrf", call.caller.user_token);
        write_preferences(json, unit);
        write_formats(json, call);
        write_menu(json, "lists", menu);
        write_menu(json, "portal_lists", portal_menu(unit));
        write_portal(json, unit);
        write_home(json, menu);
        write_create(json, unit, menu);
        write_plugins(json, unit);
        json.end_object();
    });
    call.answer(std::move(text));
}

}  // namespace stead::rest::ui
