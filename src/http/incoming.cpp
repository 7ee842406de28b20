#include "http/incoming.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "http/ascii.h"

namespace stead::http {

namespace {

// `http://host/path` in a request line means the same as `/path` with that host (RFC 9112 3.2.2).
void strip_authority(Request& request) {
    const auto scheme_end = request.target.find("://");
    const auto query_start = request.target.find('?');
    if (request.target.starts_with('/') || scheme_end >= query_start) return;
    const auto start = scheme_end + 3;
    const auto end = std::min(request.target.find_first_of("/?", start), request.target.size());
    request.host = request.target.substr(start, end - start);
    request.target.erase(0, end);
    if (!request.target.starts_with('/')) request.target.insert(0, "/");
}

bool is_trusted(const std::vector<std::string>& proxies, std::string_view address) {
    return std::find(proxies.begin(), proxies.end(), address) != proxies.end();
}

// The last address of the chain that is not one of our own proxies.
void follow_proxies(Request& request, const std::vector<std::string>& proxies) {
    if (!is_trusted(proxies, request.peer)) return;
    const auto chain = split_list(request.headers.get("X-Forwarded-For"), ',');
    for (auto hop = chain.rbegin(); hop != chain.rend() && is_trusted(proxies, request.peer);
         ++hop) {
        request.peer = *hop;
    }
    if (const auto* scheme = request.headers.find("X-Forwarded-Proto")) {
        request.is_tls = base::equals_ignoring_case(*scheme, "https");
    }
    if (const auto* host = request.headers.find("X-Forwarded-Host"); host && is_host(*host)) {
        request.host = *host;
    }
}

void override_method(Request& request) {
    if (request.method != Method::post) return;
    const auto* wanted = request.headers.find("X-HTTP-Method-Override");
    if (wanted == nullptr) return;
    const Method method = method_named(*wanted);
    const bool allowed = method == Method::put || method == Method::patch || method == Method::del;
    if (allowed) request.method = method;
}

}  // namespace

bool is_host(std::string_view text) {
    constexpr std::string_view marks = "-._~:[]%";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char character) {
        return is_alphanumeric(character) || marks.find(character) != std::string_view::npos;
    });
}

std::optional<Refusal> complete_head(Request& request, const Origin& origin,
                                     const std::vector<std::string>& trusted_proxies) {
    request.peer = origin.peer;
    request.is_tls = origin.is_tls;
    request.host = request.headers.get("Host");
    strip_authority(request);
    if (!request.host.empty() && !is_host(request.host)) {
        return Refusal{400, "The Host header is not valid."};
    }
    const bool whole_server = request.method == Method::options && request.target == "*";
    if (!request.target.starts_with('/') && !whole_server) {
        return Refusal{400, "The address is not valid."};
    }
    const auto [path, query] = split_once(request.target, '?');
    request.path = path;
    request.query = Query::parse(query);
    follow_proxies(request, trusted_proxies);
    override_method(request);
    return std::nullopt;
}

}  // namespace stead::http
