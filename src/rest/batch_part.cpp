#include "rest/batch_part.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <chrono>

#include "base/base64.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "rest/call.h"

namespace stead::rest {

namespace {

namespace json = boost::json;

// Who calls is said once, by the batch. The others concern the connection, which is the batch's.
constexpr std::array<std::string_view, 5> of_the_caller{"Authorization", "Cookie", "X-UserToken",
                                                        "X-sn-apikey", "X-Sn-Impersonate"};
constexpr std::array<std::string_view, 12> ignored{
    "Host",       "Content-Length",    "Connection",
    "Keep-Alive", "Proxy-Connection",  "TE",
    "Trailer",    "Upgrade",           "Accept-Encoding",
    "Expect",     "Transfer-Encoding", "Content-Encoding"};

constexpr std::uint64_t most_of_a_file = 10 * 1024 * 1024;

template <class Names>
bool is_one_of(const Names& names, std::string_view name) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view other) {
        return base::equals_ignoring_case(name, other);
    });
}

// `https://this.host/api/…` means `/api/…`, whatever the scheme: a proxy may have changed it.
std::string_view without_own_host(std::string_view address, const http::Request& batch) {
    const auto scheme_end = address.find("://");
    if (address.starts_with('/') || scheme_end == std::string_view::npos ||
        scheme_end > address.find('?'))
        return address;
    auto rest = address.substr(scheme_end + 3);
    const auto host = rest.substr(0, rest.find('/'));
    if (!base::equals_ignoring_case(host, batch.host)) return {};
    return rest.substr(host.size());
}

bool is_printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](unsigned char c) { return c >= ' ' && c != 0x7f; });
}

std::string content_of(http::Response& response) {
    if (!response.file_body) return std::string(response.content());
    std::string bytes, piece;
    while (response.file_body->left() > 0 && response.file_body->read(piece)) bytes += piece;
    return bytes;
}

bool is_redirect(int status) {
    return status >= 300 && status < 400;
}

}  // namespace

BatchPart::BatchPart(const http::Request& batch, const json::value& entry, std::size_t number) {
    request_.host = batch.host;
    request_.peer = batch.peer;
    request_.is_tls = batch.is_tls;
    request_.id = batch.id + "." + std::to_string(number);
    if (entry.is_object())
        read(batch, entry.get_object());
    else
        wrong_ = "A request is an object";
}

void BatchPart::read(const http::Request& batch, const json::object& entry) {
    id_ = base::clean_utf8(base::json_text(entry, "id"));
    with_headers_ = base::json_text(entry, "exclude_response_headers") != "true";
    request_.method = http::method_named(base::json_text(entry, "method"));
    if (request_.method == http::Method::other) wrong_ = "The method is not known";
    take_address(batch, base::json_text(entry, "url"));
    take_headers(batch, entry);
    auto body = base::decode_base64(base::json_text(entry, "body"));
    if (!body) wrong_ = "The body is not base64";
    request_.body = std::move(body).value_or("");
}

void BatchPart::take_address(const http::Request& batch, std::string address) {
    std::string target(without_own_host(base::trim(address), batch));
    if (target.empty()) wrong_ = "The url must lead to this server";
    if (!is_printable(target)) wrong_ = "The url is not valid";
    if (!target.starts_with('/')) target.insert(0, "/");
    target = target.substr(0, target.find('#'));
    const auto query = std::min(target.find('?'), target.size());
    request_.path = target.substr(0, query);
    request_.query = http::Query::parse(
        std::string_view(target).substr(query).substr(query < target.size() ? 1 : 0));
    request_.target = std::move(target);
}

void BatchPart::take_headers(const http::Request& batch, const json::object& entry) {
    const auto* headers = entry.if_contains("headers");
    if (headers && headers->is_array())
        for (const auto& header : headers->get_array()) {
            if (!header.is_object()) continue;
            const auto name = base::json_text(header.get_object(), "name");
            const auto value = base::json_text(header.get_object(), "value");
            if (name.empty() || !is_printable(name) || !is_printable(value)) continue;
            if (is_one_of(of_the_caller, name) || is_one_of(ignored, name)) continue;
            request_.headers.add(name, value);
        }
    for (const auto& field : batch.headers)
        if (is_one_of(of_the_caller, field.name)) request_.headers.add(field.name, field.value);
}

bool BatchPart::only_reads() const {
    return request_.method == http::Method::get || request_.method == http::Method::head;
}

void BatchPart::refuse(int status, std::string_view message, std::string_view detail) {
    response_ = {};
    response_.status = status;
    response_.set("application/json;charset=UTF-8", error_json(message, detail));
    error_message_ = detail.empty() ? message : detail;
}

void BatchPart::run(const http::Router& router, std::size_t worker,
                    std::string_view batch_pattern) {
    if (wrong_) return refuse(400, "Exception while reading request", *wrong_);
    if (!request_.path.starts_with("/api/"))
        return refuse(400, "Requested URI does not represent any resource", {});
    const auto began = std::chrono::steady_clock::now();
    const auto match = router.match(request_.method, request_.path);
    if (match.route && match.route->pattern == batch_pattern)
        return refuse(400, "Exception while reading request", "A batch inside of a batch");
    if (request_.body.size() > match.body_limit)
        return refuse(400, "Exception while reading request", "The body is too large");
    http::Exchange exchange(request_, worker);
    try {
        router.run(exchange, match);
        if (exchange.response.file_body && exchange.response.file_body->left() > most_of_a_file)
            return refuse(400, "Operation Failed", "The file is too large for a batch");
        response_ = std::move(exchange.response);
        response_.body = content_of(response_);
        response_.static_body = {};
        response_.file_body = nullptr;
    } catch (const std::exception& fault) {
        refuse(500, "Internal error", "Request " + request_.id);
    }
    response_.headers.remove("Set-Cookie");
    if (request_.method == http::Method::head) response_.body.clear();
    milliseconds_ = std::chrono::duration_cast<std::chrono::milliseconds>(
                        std::chrono::steady_clock::now() - began)
                        .count();
}

void BatchPart::leave_out_body(std::string why) {
    response_.body.clear();
    error_message_ = std::move(why);
}

std::string BatchPart::json() const {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().member("id", id_).key("body").text(base::encode_base64(response_.body));
    json.member("status_code", response_.status);
    json.member("status_text", http::reason_phrase(response_.status));
    if (const auto location = response_.headers.get("Location");
        is_redirect(response_.status) && !location.empty())
        json.member("redirect_url", location);
    if (!error_message_.empty()) json.member("error_message", error_message_);
    json.member("execution_time", std::int64_t{milliseconds_}).key("headers").begin_array();
    if (with_headers_)
        for (const auto& field : response_.headers)
            json.begin_object()
                .member("name", base::clean_utf8(field.name))
                .member("value", base::clean_utf8(field.value))
                .end_object();
    json.end_array().end_object();
    return text;
}

}  // namespace stead::rest
