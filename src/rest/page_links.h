#pragma once

#include <string>
#include <string_view>

#include "rest/call.h"

namespace stead::rest {

// Addresses that mails, documents and habits contain: `/`, `/{table}.do?sys_id=`,
// `/{table}_list.do?sysparm_query=`, `/nav_to.do?uri=` (rest-api.md §6). They lead to the page that
// the person may use: the workspace, the portal, or the sign-in page and back. The same addresses
// give files (export.h) and the older JSON service (json_v2.h).
void add_page_link_routes(http::Router& router, record::Store& store, plugin::Callers& callers);

// Where the person finds what such an address names, "" when it names no page.
struct PageLink {
    std::string table;
    std::string sys_id;    // "" = a list
    bool is_list = false;  // the address says so: x_list.do
    std::string query, view;
};
std::string workspace_address(const PageLink& link);
std::string portal_address(const PageLink& link);

// The table of `x.do` or `x_list.do`; a list when there is no sys_id.
PageLink page_link(std::string_view page, const http::Query& query);

}  // namespace stead::rest
