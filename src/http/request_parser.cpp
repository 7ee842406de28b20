#include "http/request_parser.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <exception>
#include <limits>

#include "base/text.h"
#include "http/ascii.h"

namespace stead::http {

namespace beast_http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

// What Beast finds, kept in our own words. Beast checks the grammar and the framing; the rules that
// it lacks are in `problem`.
struct RequestParser::Parser : beast_http::basic_parser<true> {
    Request* request = nullptr;
    const Sink* sink = nullptr;
    std::exception_ptr failure;  // Beast must not see exceptions of the sink
    bool http_10 = false;
    bool head_done = false;
    int hosts = 0;
    int transfer_encodings = 0;

    std::optional<Refusal> problem() const;

    void on_request_impl(beast_http::verb, string_view method, string_view target, int version,
                         error_code&) override {
        request->method = method_named({method.data(), method.size()});
        request->target.assign(target.data(), target.size());
        http_10 = version == 10;
    }

    void on_response_impl(int, string_view, int, error_code&) override {}

    void on_field_impl(beast_http::field field, string_view name, string_view value,
                       error_code&) override {
        if (head_done) return;  // trailers could smuggle in what the head did not say
        if (field == beast_http::field::host) ++hosts;
        if (field == beast_http::field::transfer_encoding) ++transfer_encodings;
        request->headers.add({name.data(), name.size()}, {value.data(), value.size()});
    }

    void on_header_impl(error_code&) override { head_done = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}

    std::size_t on_body_impl(string_view body, error_code& error) override {
        return take(body, error);
    }

    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code& error) override {
        return take(body, error);
    }

    void on_finish_impl(error_code&) override {}

    std::size_t take(string_view body, error_code& error) {
        try {
            (*sink)({body.data(), body.size()});
        } catch (...) {
            failure = std::current_exception();
            error = beast_http::error::end_of_stream;
        }
        return body.size();
    }
};

namespace {

bool is_printable(std::string_view text) {
    for (const char character : text) {
        if (character == 0x7f || (character >= 0 && character <= ' ')) return false;
    }
    return true;
}

}  // namespace

std::optional<Refusal> RequestParser::Parser::problem() const {
    const std::string_view coding = request->headers.get("Transfer-Encoding");
    if (transfer_encodings > 1 || (transfer_encodings == 1 && http_10)) {
        return Refusal{400, "The transfer encoding is not valid."};
    }
    if (transfer_encodings == 1 && !base::equals_ignoring_case(coding, "chunked")) {
        const bool unknown = chunked();
        return Refusal{unknown ? 501 : 400, "The transfer encoding is not supported."};
    }
    if (hosts > 1 || (hosts == 0 && !http_10)) return Refusal{400, "One Host header is needed."};
    if (hosts == 1 && request->headers.get("Host").empty()) {
        return Refusal{400, "The Host header is empty."};
    }
    if (!is_printable(request->target)) return Refusal{400, "The address is not valid."};
    const std::string* expect = request->headers.find("Expect");
    if (expect != nullptr && !base::equals_ignoring_case(*expect, "100-continue")) {
        return Refusal{417, "The expectation cannot be met."};
    }
    return std::nullopt;
}

RequestParser::RequestParser() : parser_(std::make_unique<Parser>()) {
    parser_->header_limit(std::numeric_limits<std::uint32_t>::max());
    parser_->body_limit(boost::none);
}

RequestParser::~RequestParser() = default;

std::optional<Refusal> RequestParser::read_head(std::string_view head, Request& request) {
    parser_->request = &request;
    error_code error;
    parser_->put(boost::asio::const_buffer(head.data(), head.size()), error);
    if (error == beast_http::error::bad_version) {
        return Refusal{505, "This version of HTTP is not supported."};
    }
    if (error || !parser_->is_header_done()) return Refusal{400, "The request is malformed."};
    parser_->eager(true);
    return parser_->problem();
}

std::ptrdiff_t RequestParser::read_body(std::string_view bytes, const Sink& sink) {
    parser_->sink = &sink;
    error_code error;
    const auto used = parser_->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    if (parser_->failure) std::rethrow_exception(parser_->failure);
    if (error && error != beast_http::error::need_more) return -1;
    return static_cast<std::ptrdiff_t>(used);
}

bool RequestParser::is_done() const {
    return parser_->is_done();
}
bool RequestParser::keep_alive() const {
    return parser_->keep_alive();
}
bool RequestParser::is_http_10() const {
    return parser_->http_10;
}

bool RequestParser::expects_continue() const {
    return !parser_->http_10 && parser_->request->headers.has("Expect");
}

std::optional<std::uint64_t> RequestParser::content_length() const {
    const auto length = parser_->content_length();
    return length ? std::optional<std::uint64_t>(*length) : std::nullopt;
}

}  // namespace stead::http
