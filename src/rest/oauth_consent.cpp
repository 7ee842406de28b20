#include "rest/oauth_consent.h"

#include "base/error.h"
#include "http/url.h"
#include "plugin/oauth_tokens.h"
#include "record/snapshot.h"
#include "rest/call.h"
#include "rest/plain_page.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;
using plugin::OauthClient;

constexpr std::size_t challenge_length = 43;  // of SHA-256 in base64

// What the application asks for. Made only when client and address to return to are known good: up
// to then, mistakes are told to the person, never to an address that somebody chose.
struct Wish {
    OauthClient client;
    std::string redirect_url, state, scope, challenge;
    std::string error;  // for the application: a code of RFC 6749 §4.1.2.1
};

std::string redirect_of(const OauthClient& client, const http::Query& query) {
    const auto asked = query.get("redirect_uri");
    if (asked.empty() && client.redirect_urls.size() == 1) return client.redirect_urls.front();
    if (!client.has_redirect(asked))
        throw Error(Status::bad_request, "The address to return to is not one of this application");
    return std::string(asked);
}

std::string challenge_of(Wish& wish, const http::Query& query) {
    const std::string challenge(query.get("code_challenge"));
    const auto method = query.get("code_challenge_method");
    if (challenge.empty() && wish.client.is_public) wish.error = "invalid_request";
    if (!challenge.empty() && (method != "S256" || challenge.size() != challenge_length))
        wish.error = "invalid_request";
    return challenge;
}

Wish wish_of(record::Store& store, const http::Query& query) {
    auto client = plugin::find_oauth_client(store, query.get("client_id"));
    if (!client) throw Error(Status::bad_request, "This application is not known");
    Wish wish{*std::move(client), {}, std::string(query.get("state")), {}, {}, {}};
    wish.redirect_url = redirect_of(wish.client, query);
    if (wish.state.empty() &&
        store.snapshot()->property_is_true("glide.oauth.state.parameter.required", true))
        throw Error(Status::bad_request, "Missing State parameter in request");
    const auto scope = wish.client.granted_scope(query.get("scope"));
    if (!scope) wish.error = "invalid_scope";
    wish.scope = scope.value_or("");
    wish.challenge = challenge_of(wish, query);
    if (!wish.client.may_use("authorization_code")) wish.error = "unauthorized_client";
    if (query.get("response_type") != "code") wish.error = "unsupported_response_type";
    return wish;
}

void redirect(http::Exchange& exchange, const std::string& to) {
    exchange.response.status = 303;
    exchange.response.headers.set("Location", to);
    exchange.response.headers.set("Cache-Control", "no-store");
}

void return_to_client(http::Exchange& exchange, const Wish& wish, std::string_view name,
                      std::string_view value) {
    std::string url = wish.redirect_url;
    url += url.find('?') == std::string::npos ? '?' : '&';
    url += std::string(name) + "=" + http::percent_encode(value);
    if (!wish.state.empty()) url += "&state=" + http::percent_encode(wish.state);
    redirect(exchange, url);
}

// scheme://host:port
std::string origin_of(const std::string& url) {
    const auto scheme = url.find("://");
    return scheme == std::string::npos ? std::string()
                                       : url.substr(0, url.find_first_of("/?#", scheme + 3));
}

std::string scope_sentences(const record::Store& store, const std::string& scope) {
    std::string items;
    for (const auto& name : base::split_names(scope, ' ')) {
        std::string words = name;
        for (const auto& row : store.snapshot()->rows("sys_auth_scope"))
            if (row.at("name") == name && row.contains("description"))
                words = row.at("description");
        items += "<li>" + base::html_escape(words) + "</li>";
    }
    return items;
}

void ask(http::Exchange& exchange, const record::Store& store, const plugin::Caller& caller,
         const Wish& wish) {
    std::string body = "<p><b>" + base::html_escape(wish.client.name) +
                       "</b> wants to act in the name of <b>" +
                       base::html_escape(caller.session->display_name) + "</b>:</p><ul>" +
                       scope_sentences(store, wish.scope) +
                       "</ul><form method=\"post\" action=\"/oauth_auth.do\">";
    for (const auto* name : {"response_type", "client_id", "redirect_uri", "scope", "state",
                             "code_challenge", "code_challenge_method"})
        body += hidden_field(name, exchange.request.query.get(name));
    body += hidden_field("sysparm_ck", caller.user_token) +
            "<button name=\"decision\" value=\"allow\">Allow</button>"
            "<button class=\"plain\" name=\"decision\" value=\"deny\">Deny</button></form>";
    answer_page(exchange.response, "Allow access?", body, origin_of(wish.redirect_url));
}

void show(http::Exchange& exchange, record::Store& store, plugin::Callers& callers) {
    const auto wish = wish_of(store, exchange.request.query);
    if (!wish.error.empty()) return return_to_client(exchange, wish, "error", wish.error);
    const auto caller =
        callers.identify(exchange, record::Door::ui, plugin::Callers::Guests::welcome);
    if (caller.means != plugin::Caller::Means::cookie)
        return redirect(exchange, "/login?next=" + http::percent_encode(exchange.request.target));
    ask(exchange, store, caller, wish);
}

void decide(http::Exchange& exchange, record::Store& store, plugin::Callers& callers) {
    const auto form = http::Query::parse(exchange.request.body);
    const auto wish = wish_of(store, form);
    if (!wish.error.empty()) return return_to_client(exchange, wish, "error", wish.error);
    const auto caller = callers.identify(exchange, record::Door::ui);
    if (caller.means != plugin::Caller::Means::cookie)
        throw Error(Status::unauthenticated, "Sign in on the page first");
    if (form.get("decision") != "allow")
        return return_to_client(exchange, wish, "error", "access_denied");
    const auto code =
        callers.tokens().issue_code({wish.client.sys_id, caller.session->user_id, wish.scope,
                                     std::string(form.get("redirect_uri")), wish.challenge});
    return_to_client(exchange, wish, "code", code);
}

}  // namespace

void add_oauth_consent_routes(http::Router& router, record::Store& store,
                              plugin::Callers& callers) {
    const auto add = [&](http::Method method, auto work) {
        router.add(method, "/oauth_auth.do", [&store, &callers, work](http::Exchange& exchange) {
            try {
                work(exchange, store, callers);
            } catch (const Error& error) {
                answer_sentence(exchange.response, http_status(error.status), error.what());
            }
        });
    };
    add(http::Method::get, show);
    add(http::Method::post, decide);
}

}  // namespace stead::rest
