#include "rest/api.h"

#include "rest/attachment.h"
#include "rest/batch.h"
#include "rest/call.h"
#include "rest/cors.h"
#include "rest/email.h"
#include "rest/import_set.h"
#include "rest/oauth_consent.h"
#include "rest/oauth_token.h"
#include "rest/openapi.h"
#include "rest/page_links.h"
#include "rest/password_page.h"
#include "rest/scripted/door.h"
#include "rest/stats.h"
#include "rest/table.h"
#include "rest/tiny_url.h"
#include "rest/ui/routes.h"

namespace stead::rest {

namespace {

bool is_api(const http::Request& request) {
    return request.path.starts_with("/api/");
}

void answer_unknown(http::Exchange& exchange) {
    exchange.response.status = is_api(exchange.request) ? 400 : 404;
    if (is_api(exchange.request))
        exchange.response.set(json_type,
                              error_json("Requested URI does not represent any resource", ""));
    else
        exchange.response.set("text/plain;charset=UTF-8", "There is no such page.\n");
    to_wire(exchange.request, exchange.response);
}

void answer_other_method(http::Exchange& exchange, const record::Store& store) {
    if (answer_preflight(exchange, store)) return;
    exchange.response.status = 405;
    exchange.response.set(json_type, error_json("Method not supported", ""));
    to_wire(exchange.request, exchange.response);
}

}  // namespace

http::Response refusal(const http::Request& request, const http::Refusal& refusal) {
    // An over-long address is answered with HTML: a client looks for it (rest-api.md §1.1).
    if (refusal.status == 414 || !is_api(request)) return http::plain_refusal(refusal);
    http::Response response;
    response.status = refusal.status == 413 ? 400 : refusal.status;
    const std::string detail = refusal.status == 413
                                   ? "Rejected large REST payload with content-length = " +
                                         std::to_string(refusal.content_length) +
                                         " bytes. Max allowed: " + std::to_string(refusal.limit) +
                                         " bytes."
                                   : refusal.reason;
    response.set(json_type, error_json("Exception while reading request", detail));
    to_wire(request, response);
    return response;
}

void add_routes(http::Router& router, record::Store& store, plugin::Callers& callers,
                script::Scripts& scripts) {
    add_table_routes(router, store, callers);
    add_stats_routes(router, store, callers);
    add_batch_routes(router, store, callers);
    add_import_set_routes(router, store, callers, scripts);
    add_email_routes(router, store, callers);
    add_openapi_routes(router, store, callers);
    add_attachment_routes(router, store, callers);
    add_tiny_url_routes(router, store, callers);
    add_page_link_routes(router, store, callers);
    add_oauth_token_routes(router, store, callers);
    add_oauth_consent_routes(router, store, callers);
    add_password_routes(router, store, callers);
    ui::add_routes(router, store, callers, scripts);
    router.on_unknown(
        [&](http::Exchange& exchange) {
            if (!scripted::answer(exchange, store, callers, scripts)) answer_unknown(exchange);
        },
        [&store](http::Method method, std::string_view path) {
            return scripted::options_of(store, method, path);
        });
    router.on_other_method(
        [&store](http::Exchange& exchange) { answer_other_method(exchange, store); });
}

}  // namespace stead::rest
