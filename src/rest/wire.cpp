#include "rest/wire.h"

#include <array>
#include <optional>
#include <span>

#include "base/json_writer.h"
#include "base/text.h"
#include "http/media_type.h"

namespace stead::rest {

namespace {

constexpr std::array<std::string_view, 3> offered = {"application/json", "application/xml",
                                                     "text/xml"};

// Who accepts everything gets JSON, whatever else he names.
std::optional<std::string_view> wanted_type(const http::Request& request) {
    const auto accept = request.headers.get("Accept");
    const std::span<const std::string_view> all(offered);
    const bool takes_all = accept.find("*/*") != std::string_view::npos;
    if (takes_all && http::negotiate(accept, all.first(1))) return offered[0];
    return http::negotiate(accept, all);
}

void set_if_absent(http::Headers& headers, std::string_view name, std::string_view value) {
    if (!headers.has(name)) headers.set(name, value);
}

void add_standing_headers(const http::Request& request, http::Headers& headers) {
    set_if_absent(headers, "Cache-Control", "no-cache,no-store,must-revalidate,max-age=-1");
    set_if_absent(headers, "Pragma", "no-store,no-cache");
    set_if_absent(headers, "Expires", "0");
    set_if_absent(headers, "X-Content-Type-Options", "nosniff");
    if (request.is_tls)
        set_if_absent(headers, "Strict-Transport-Security", "max-age=63072000; includeSubDomains");
}

void leave_out_body(http::Response& response) {
    response.headers.remove("Content-Type");
    response.body.clear();
}

}  // namespace

bool is_readable_by(const http::Request& request) {
    return wanted_type(request).has_value();
}

void to_wire(const http::Request& request, http::Response& response) {
    add_standing_headers(request, response.headers);
    if (response.headers.get("Content-Type") != json_type) return;
    const bool good = response.status < 300;
    if (good && base::is_true(request.headers.get("X-no-response-body")))
        return leave_out_body(response);
    const auto type = wanted_type(request);
    if (!type && good) {
        response.status = 406;
        response.set(json_type, error_json("Not acceptable",
                                           "Acceptable are application/json, application/xml and "
                                           "text/xml"));
    } else if (type && *type != offered[0]) {
        response.set(std::string(*type) + ";charset=UTF-8", xml_of_json(response.body));
    }
}

std::string error_json(std::string_view message, std::string_view detail) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().key("error").begin_object();
    json.member("message", base::clean_utf8(message)).key("detail");
    if (detail.empty())
        json.null();
    else
        json.text(base::clean_utf8(detail));
    json.end_object().member("status", "failure").end_object();
    return text;
}

}  // namespace stead::rest
