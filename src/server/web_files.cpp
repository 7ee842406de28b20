#include "server/web_files.h"

#include "base/error.h"
#include "base/text.h"
#include "http/media_type.h"

namespace stead::server {

namespace {

constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'";
// The empty page that a mail is drawn into: nothing runs, and nothing comes from elsewhere unless
// its reader has asked for images.
constexpr std::string_view mail_policy =
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-ancestors 'self'";
constexpr std::string_view mail_with_images_policy =
    "default-src 'none'; style-src 'self'; img-src 'self' data: https:; frame-ancestors 'self'";

void guard(http::Response& response) {
    response.headers.set("Content-Security-Policy", page_policy);
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set("X-Frame-Options", "SAMEORIGIN");
    response.headers.set("Referrer-Policy", "same-origin");
}

std::string_view bytes(std::span<const std::byte> data) {
    return {reinterpret_cast<const char*>(data.data()), data.size()};
}

bool takes_gzip(const http::Request& request) {
    return request.headers.get("Accept-Encoding").find("gzip") != std::string_view::npos;
}

// Names of assets hold a hash of their content: they never change.
bool is_immutable(std::string_view path) {
    return path.starts_with("assets/");
}

}  // namespace

void WebFiles::answer(http::Exchange& exchange, std::string_view path) const {
    const auto* file = embedded_.find("web/" + std::string(path));
    auto& response = exchange.response;
    if (!file) {
        response.status = 404;
        response.set("text/plain;charset=UTF-8", "There is no such page.\n");
        return;
    }
    guard(response);
    response.headers.set("Content-Type", std::string(http::media_type_of_file(path)));
    response.headers.set("Cache-Control",
                         is_immutable(path) ? "public, max-age=31536000, immutable" : "no-cache");
    response.static_body = file->text();
    if (file->gzip.empty()) return;
    response.headers.set("Vary", "Accept-Encoding");
    if (!takes_gzip(exchange.request)) return;
    response.headers.set("Content-Encoding", "gzip");
    response.static_body = bytes(file->gzip);
}

void WebFiles::add_routes(http::Router& router) const {
    const auto page = [&](const char* pattern, const char* file) {
        router.add(http::Method::get, pattern,
                   [this, file](http::Exchange& exchange) { answer(exchange, file); });
    };
    page("/login", "login.html");
    page("/login.do", "login.html");
    for (const auto* pattern : {"/now/cwf/agent", "/now/cwf/agent/{rest...}"})
        page(pattern, "agent.html");
    for (const auto* pattern : {"/csm", "/csm/{rest...}", "/csp", "/csp/{rest...}"})
        page(pattern, "csm.html");
    page("/favicon.svg", "favicon.svg");
    const auto mail = [&](const char* pattern, std::string_view policy) {
        router.add(http::Method::get, pattern, [this, policy](http::Exchange& exchange) {
            answer(exchange, "mail.html");
            exchange.response.headers.set("Content-Security-Policy", policy);
        });
    };
    mail("/mail", mail_policy);
    mail("/mail/images", mail_with_images_policy);
    router.add(http::Method::get, "/assets/{rest...}", [this](http::Exchange& exchange) {
        answer(exchange, "assets/" + std::string(exchange.parameter("rest")));
    });
}

}  // namespace stead::server
