#include "rest/oauth_token.h"

#include <algorithm>

#include "base/error.h"
#include "base/json_writer.h"
#include "base/jwt.h"
#include "base/log.h"
#include "http/basic_auth.h"
#include "http/media_type.h"
#include "http/url.h"
#include "plugin/oauth_tokens.h"
#include "record/sessions.h"
#include "record/snapshot.h"
#include "record/unit.h"
#include "rest/call.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;
using plugin::OauthClient;
using plugin::OauthTokens;
using plugin::TokenPair;
using record::Door;

constexpr std::string_view json_type = "application/json;charset=UTF-8";
constexpr std::string_view jwt_bearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

// One answer for a wrong client, secret, user, password, code or token.
[[noreturn]] void deny() {
    throw Error(Status::unauthenticated, "server_error", "access_denied");
}

[[noreturn]] void refuse(const std::string& error, const std::string& description) {
    throw Error(Status::bad_request, error, description);
}

// One call of the token endpoint.
struct TokenCall {
    http::Exchange& exchange;
    record::Store& store;
    plugin::Callers& callers;
    http::Query form;

    std::string field(std::string_view name) const { return std::string(form.get(name)); }
};

http::Query form_of(const http::Exchange& exchange, const record::Store& store) {
    const auto& request = exchange.request;
    const auto type = http::parse_media_type(request.headers.get("Content-Type")).type;
    if (type != "application/x-www-form-urlencoded")
        refuse("invalid_request", "The body must be application/x-www-form-urlencoded");
    auto form = http::Query::parse(request.body);
    if (!store.snapshot()->property_is_true("glide.oauth.allow.parameters.in.post.body.only", true))
        for (const auto& [name, value] : request.query)
            if (!form.find(name)) form.set(name, value);
    return form;
}

// Who the client says it is, in the header or in the body.
http::Credentials client_credentials(const TokenCall& call) {
    const auto header = call.exchange.request.headers.get("Authorization");
    if (auto basic = http::basic_credentials(header))
        return {http::percent_decode(basic->user, http::Plus::space),
                http::percent_decode(basic->password, http::Plus::space)};
    return {call.field("client_id"), call.field("client_secret")};
}

OauthClient authenticated_client(const TokenCall& call) {
    const auto credentials = client_credentials(call);
    auto client = plugin::find_oauth_client(call.store, credentials.user);
    if (client && client->is_public) return *std::move(client);
    if (!OauthClient::is_secret_right(client, credentials.password)) deny();
    return *std::move(client);
}

std::string scope_of(const TokenCall& call, const OauthClient& client) {
    const auto scope = client.granted_scope(call.field("scope"));
    if (!scope) refuse("invalid_scope", "The client may not have this scope");
    return *scope;
}

void require_active(const TokenCall& call, const std::string& user_id) {
    if (!record::load_session(call.store, user_id, Door::rest)) deny();
}

TokenPair by_password(TokenCall& call, const OauthClient& client) {
    if (!client.may_use("password") || client.is_public) deny();
    const auto scope = scope_of(call, client);
    const auto session = call.callers.check_password(call.exchange, call.form.get("username"),
                                                     call.form.get("password"), Door::rest);
    if (!session) deny();
    return call.callers.tokens().issue(client, session->user_id, scope, OauthTokens::Refresh::with);
}

TokenPair by_refresh_token(TokenCall& call, const OauthClient& client) {
    if (!client.may_use("refresh_token")) deny();
    auto pair = call.callers.tokens().refresh(client, call.form.get("refresh_token"));
    if (!pair) deny();
    return *std::move(pair);
}

// The application acts as the person that its row names.
TokenPair by_client(TokenCall& call, const OauthClient& client) {
    constexpr auto enabled = "glide.oauth.inbound.client.credential.grant_type.enabled";
    if (client.is_public || client.default_user.empty() ||
        !call.store.snapshot()->property_is_true(enabled))
        deny();
    require_active(call, client.default_user);
    return call.callers.tokens().issue(client, client.default_user, scope_of(call, client),
                                       OauthTokens::Refresh::none);
}

bool is_verifier(std::string_view text) {
    return text.size() >= 43 && text.size() <= 128;
}

TokenPair by_code(TokenCall& call, const OauthClient& client) {
    const auto given = call.callers.tokens().take_code(call.form.get("code"));
    if (!given || given->client_id != client.sys_id || !client.may_use("authorization_code"))
        deny();
    if (given->redirect_url != call.field("redirect_uri")) deny();
    if (client.is_public && given->code_challenge.empty()) deny();
    const auto verifier = call.field("code_verifier");
    if (!given->code_challenge.empty() &&
        (!is_verifier(verifier) ||
         !base::equals_in_constant_time(base::pkce_challenge(verifier), given->code_challenge)))
        deny();
    require_active(call, given->user_id);
    return call.callers.tokens().issue(client, given->user_id, given->scope,
                                       OauthTokens::Refresh::with);
}

// sys_id of the one person whose field has this value; "" for none and for several.
std::string person(record::Store& store, std::string_view field_name, const std::string& value) {
    std::string found;
    store.read(record::system_session(), [&](record::Unit& unit) {
        const auto& table = unit.dictionary().get("sys_user");
        const auto* field = table.find(field_name.empty() ? "user_name" : field_name);
        if (!field || field->column.empty() || value.empty()) return;
        const auto& dialect = unit.connection().dialect();
        auto& rows = unit.connection().prepare("SELECT \"sys_id\" FROM \"sys_user\" WHERE " +
                                               dialect.quote(field->column) + " = " +
                                               dialect.placeholder(1) + " LIMIT 2");
        rows.bind(1, std::string_view(value));
        while (rows.step()) found = found.empty() ? rows.text(0) : "several";
    });
    return found == "several" ? std::string() : found;
}

// The assertion comes as a field, or in the header `Authentication` as one client sends it.
std::string assertion_of(const TokenCall& call) {
    auto assertion = call.field("assertion");
    if (!assertion.empty()) return assertion;
    return std::string(http::bearer_token(call.exchange.request.headers.get("Authentication")));
}

bool is_meant_for_us(const TokenCall& call, const OauthClient& client,
                     const std::vector<std::string>& audience) {
    const auto own = http::base_url(call.exchange.request);
    return std::any_of(audience.begin(), audience.end(), [&](const auto& name) {
        return name == client.client_id || name == own || name == own + "/oauth_token.do";
    });
}

TokenPair by_assertion(TokenCall& call, const OauthClient& client) {
    const auto verdict = base::verify_jwt(assertion_of(call), client.jwt, call.store.clock().now());
    const bool meant = verdict.claims && verdict.claims->issuer == client.client_id &&
                       is_meant_for_us(call, client, verdict.claims->audience);
    if (!meant) {
        call.store.log().warn("an assertion is not believed",
                              {{"client", client.client_id},
                               {"why", verdict.claims ? "issuer or audience" : verdict.flaw}});
        deny();
    }
    const auto user_id = person(call.store, client.user_field, verdict.claims->subject);
    if (user_id.empty()) deny();
    require_active(call, user_id);
    return call.callers.tokens().issue(client, user_id, scope_of(call, client),
                                       OauthTokens::Refresh::with);
}

TokenPair granted(TokenCall& call) {
    const auto type = call.field("grant_type");
    if (type.empty()) refuse("invalid_request", "Missing grant_type");
    TokenPair (*const grant)(TokenCall&, const OauthClient&) =
        type == "password"             ? by_password
        : type == "refresh_token"      ? by_refresh_token
        : type == "client_credentials" ? by_client
        : type == "authorization_code" ? by_code
        : type == jwt_bearer           ? by_assertion
                                       : nullptr;
    if (!grant) refuse("unsupported_grant_type", "This grant_type is not known");
    call.callers.check_attempts(call.exchange);
    try {
        return grant(call, authenticated_client(call));
    } catch (const Error& error) {
        // A wrong password was counted where it was checked.
        if (error.status == Status::unauthenticated && type != "password")
            call.callers.note_failure(call.exchange.request);
        throw;
    }
}

void answer_tokens(http::Exchange& exchange, const TokenPair& pair) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().member("access_token", pair.access_token);
    if (!pair.refresh_token.empty()) json.member("refresh_token", pair.refresh_token);
    json.member("scope", pair.scope).member("token_type", "Bearer");
    json.member("expires_in", pair.expires_in).end_object();
    exchange.response.set(json_type, std::move(text));
}

void answer_refusal(http::Exchange& exchange, const Error& error) {
    std::string text;
    base::JsonWriter(text)
        .begin_object()
        .member("error_description", std::string_view(error.detail))
        .member("error", std::string_view(error.what()))
        .end_object();
    exchange.response.status = http_status(error.status);
    exchange.response.set(json_type, std::move(text));
}

// Clients of OAuth read JSON, whatever they accept.
template <class Work>
void in_json(http::Exchange& exchange, Work work) {
    exchange.response.headers.set("Cache-Control", "no-store");
    exchange.response.headers.set("Pragma", "no-cache");
    try {
        work();
    } catch (const Error& error) {
        answer_refusal(exchange, error);
    }
}

void token(http::Exchange& exchange, record::Store& store, plugin::Callers& callers) {
    in_json(exchange, [&] {
        TokenCall call{exchange, store, callers, form_of(exchange, store)};
        answer_tokens(exchange, granted(call));
    });
}

// Who holds a token may end it; an unknown one is ended already (RFC 7009).
void revoke(http::Exchange& exchange, record::Store&, plugin::Callers& callers) {
    in_json(exchange, [&] {
        const auto form = http::Query::parse(exchange.request.body);
        const auto* sent = form.find("token");
        callers.tokens().revoke(sent ? *sent : exchange.request.query.get("token"));
        exchange.response.set(json_type, "{}");
    });
}

}  // namespace

void add_oauth_token_routes(http::Router& router, record::Store& store, plugin::Callers& callers) {
    using http::Method;
    const auto add = [&](Method method, const char* pattern, auto work) {
        router.add(method, pattern, [&store, &callers, work](http::Exchange& exchange) {
            work(exchange, store, callers);
        });
    };
    add(Method::post, "/oauth_token.do", token);
    for (const auto* pattern : {"/oauth_revoke_token.do", "/oauth_revoke.do"}) {
        add(Method::get, pattern, revoke);
        add(Method::post, pattern, revoke);
    }
}

}  // namespace stead::rest
