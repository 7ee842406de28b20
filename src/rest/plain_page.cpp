#include "rest/plain_page.h"

#include "base/text.h"

namespace stead::rest {

namespace {

constexpr std::string_view style =
    "body{font:15px/1.6 system-ui;max-width:26rem;margin:12vh auto;padding:0 1rem;color:#171c26}"
    "h1{font-size:1.25rem}label{display:block}"
    "input{font:inherit;width:100%;padding:.5rem;margin:.25rem 0 1rem;border:1px solid #cfd5de;"
    "border-radius:7px;box-sizing:border-box}"
    "button{font:inherit;padding:.5rem 1rem;border:1px solid #2256c4;border-radius:7px;"
    "background:#2256c4;color:#fff;margin-right:.5rem}"
    "button.plain{background:#fff;color:#2256c4}";

}  // namespace

void answer_page(http::Response& response, std::string_view title, std::string_view body,
                 std::string_view form_targets) {
    auto& headers = response.headers;
    headers.set("Cache-Control", "no-store");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; "
                "frame-ancestors 'none'; form-action 'self' " +
                    std::string(form_targets));
    const std::string escaped = base::html_escape(title);
    response.set("text/html;charset=UTF-8",
                 "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" +
                     escaped +
                     "</title><meta name=\"viewport\" content=\"width=device-width\"><style>" +
                     std::string(style) + "</style></head><body><main><h1>" + escaped + "</h1>" +
                     std::string(body) + "</main></body></html>\n");
}

void answer_sentence(http::Response& response, int status, std::string_view sentence) {
    response.status = status;
    answer_page(response, sentence, "");
}

std::string hidden_field(std::string_view name, std::string_view value) {
    return "<input type=\"hidden\" name=\"" + base::html_escape(name) + "\" value=\"" +
           base::html_escape(value) + "\">";
}

}  // namespace stead::rest
