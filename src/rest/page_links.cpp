#include "rest/page_links.h"

#include <algorithm>

#include "base/error.h"
#include "base/ids.h"
#include "base/text.h"
#include "record/snapshot.h"
#include "rest/export.h"
#include "rest/json_v2.h"
#include "rest/plain_page.h"
#include "rest/ui/person.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;

constexpr std::string_view suffix = ".do";
constexpr std::string_view list_suffix = "_list";

bool is_table_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '_';
    });
}

void redirect(Call& call, const std::string& to) {
    call.exchange.response.status = 302;
    call.exchange.response.headers.set("Location", to);
}

void to_sign_in(Call& call) {
    redirect(call, "/login?next=" + http::percent_encode(call.exchange.request.target));
}

// Asks who it is, then sends him to the page in his application.
void open(Call& call, const PageLink& link) {
    if (!call.caller.signed_in()) return to_sign_in(call);
    bool workspace = false;
    call.store.read(call.session(),
                    [&](record::Unit& unit) { workspace = ui::works_in_workspace(unit); });
    redirect(call, workspace ? workspace_address(link) : portal_address(link));
}

[[noreturn]] void no_page() {
    throw Error(Status::not_found, "There is no such page");
}

const std::string& existing_table(const Call& call, const PageLink& link) {
    if (!is_table_name(link.table) || !call.store.snapshot()->dictionary().find(link.table))
        no_page();
    return link.table;
}

PageLink link_of(const Call& call) {
    const std::string page = call.path("page");
    if (!page.ends_with(suffix)) no_page();
    return page_link(page, call.parameters());
}

void open_page(Call& call) {
    const auto link = link_of(call);
    const auto& table = existing_table(call, link);
    if (!is_export(call.parameters())) return open(call, link);
    const bool single = !link.is_list && !link.sys_id.empty();
    const bool service = !link.is_list && is_json_v2(call);
    if (service && !call.caller.signed_in())  // programs do not read a sign-in page
        throw Error(Status::unauthenticated, "User Not Authenticated",
                    "Required to provide Auth information");
    if (!call.caller.signed_in()) return to_sign_in(call);
    if (service && !(single && call.query("sysparm_action").empty()))
        return answer_json_v2(call, table);
    if (single || link.is_list) return export_rows(call, table, link.sys_id);
    open(call, link);
}

// The JSON service writes, too. Cookies alone are not enough for that: see Callers::identify.
void write_page(Call& call) {
    const auto link = link_of(call);
    const auto& table = existing_table(call, link);
    if (link.is_list || !is_json_v2(call)) no_page();
    answer_json_v2(call, table);
}

// `uri` is an address of ours, often itself escaped.
void navigate(Call& call) {
    std::string_view uri = call.query("uri");
    if (uri.starts_with('/')) uri.remove_prefix(1);
    const auto question = uri.find('?');
    const auto page = uri.substr(0, question);
    if (!page.ends_with(suffix)) return redirect(call, "/");
    const auto query = question == std::string_view::npos
                           ? http::Query()
                           : http::Query::parse(uri.substr(question + 1));
    const auto link = page_link(page, query);
    if (!is_table_name(link.table)) return redirect(call, "/");
    open(call, link);
}

void open_start(Call& call) {
    if (!call.caller.signed_in()) return redirect(call, "/login");
    std::string page;
    call.store.read(call.session(), [&](record::Unit& unit) { page = ui::start_page(unit); });
    redirect(call, page);
}

// What clients that sign in by form read the session's token from; people are sent on.
void open_frame(Call& call) {
    if (!call.caller.signed_in()) return redirect(call, "/login");
    answer_page(call.exchange.response, "Stead",
                "<script>var g_ck = '" + call.caller.user_token +
                    "';</script><meta http-equiv=\"refresh\" content=\"0;url=/\">"
                    "<p><a href=\"/\">Go to your start page</a></p>");
}

std::string with_query(std::string path, std::string_view name, const std::string& value) {
    if (value.empty()) return path;
    path += path.find('?') == std::string::npos ? '?' : '&';
    return path.append(name).append("=").append(http::percent_encode(value));
}

}  // namespace

PageLink page_link(std::string_view page, const http::Query& query) {
    page.remove_suffix(suffix.size());
    PageLink link;
    const bool list = page.ends_with(list_suffix);
    if (list) page.remove_suffix(list_suffix.size());
    link.table = page;
    link.is_list = list;
    link.query = query.get("sysparm_query");
    link.view = query.get("sysparm_view");
    const auto sys_id = query.get("sys_id");
    if (!list && (sys_id == "-1" || base::is_sys_id(base::lower(sys_id)))) link.sys_id = sys_id;
    return link;
}

std::string workspace_address(const PageLink& link) {
    std::string path = "/now/cwf/agent/";
    path += link.sys_id.empty() ? "list/" + link.table : "record/" + link.table + "/" + link.sys_id;
    return with_query(with_query(std::move(path), "query", link.query), "view", link.view);
}

std::string portal_address(const PageLink& link) {
    if (link.sys_id.empty())
        return with_query("/csm?id=csm_list&table=" + link.table, "query", link.query);
    return "/csm?id=csm_ticket&table=" + link.table + "&sys_id=" + link.sys_id;
}

void add_page_link_routes(http::Router& router, record::Store& store, plugin::Callers& callers) {
    const auto add = [&](const char* pattern, Handle handle) {
        router.add(http::Method::get, pattern,
                   handler(store, callers, std::move(handle), plugin::Callers::Guests::welcome,
                           record::Door::ui));
    };
    add("/", open_start);
    add("/navpage.do", open_frame);
    add("/nav_to.do", navigate);
    add("/{page}", open_page);
    router.add(http::Method::post, "/{page}", handler(store, callers, write_page));
}

}  // namespace stead::rest
