#include "http/response_head.h"

#include "http/http_date.h"

namespace stead::http {

namespace {

void append_field(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ");
    const auto start = head.size();
    head.append(value).append("\r\n");
    for (auto at = start; at + 2 < head.size(); ++at) {
        const auto byte = static_cast<unsigned char>(head[at]);
        if (byte < ' ' && byte != '\t') head[at] = ' ';
    }
}

void append_framing(std::string& head, const Response& response, const HeadFacts& facts) {
    if (!may_have_body(response.status)) return;
    if (facts.framing == Framing::length) {
        append_field(head, "Content-Length", std::to_string(facts.length));
    } else if (facts.framing == Framing::chunked) {
        head.append("Transfer-Encoding: chunked\r\n");
    }
}

}  // namespace

bool may_have_body(int status) {
    return status >= 200 && status != 204 && status != 304;
}

std::string response_head(const Response& response, const Headers& always, const HeadFacts& facts) {
    std::string head;
    head.reserve(512);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(reason_phrase(response.status)).append("\r\n");
    append_field(head, "Date", format_http_date(facts.now));
    for (const auto& [name, value] : always) {
        if (!response.headers.has(name)) append_field(head, name, value);
    }
    for (const auto& [name, value] : response.headers) append_field(head, name, value);
    append_framing(head, response, facts);
    if (!facts.keep_alive) head.append("Connection: close\r\n");
    if (facts.keep_alive && facts.http_10) head.append("Connection: keep-alive\r\n");
    return head.append("\r\n");
}

}  // namespace stead::http
