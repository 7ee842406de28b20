#include "http/wire_test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "http/ascii.h"

namespace stead::http::test {

namespace {

constexpr int patience_ms = 3000;

void echo(Exchange& exchange) {
    const Request& request = exchange.request;
    exchange.response.set("text/plain", std::string(name_of(request.method)) + ' ' +
                                            request.query.text() + ' ' + request.body);
}

void echo_file(Exchange& exchange) {
    const auto& file = exchange.request.body_file;
    exchange.response.set("text/plain", file ? "file " + std::to_string(file->size())
                                             : "memory " + exchange.request.body);
}

void add_routes(Router& router) {
    for (const Method method :
         {Method::get, Method::post, Method::put, Method::patch, Method::del}) {
        router.add(method, "/echo", echo);
    }
    router.add(Method::get, "/hello",
               [](Exchange& exchange) { exchange.response.set("text/plain", "hello"); });
    router.add(Method::get, "/big", [](Exchange& exchange) {
        exchange.response.set("application/json", std::string(100'000, 'x'));
    });
    router.add(Method::post, "/echo-file", echo_file,
               {.body_limit = 100'000, .memory_limit = 1'000});
}

}  // namespace

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("cannot connect");
    }
}

RawClient::~RawClient() {
    close();
}

void RawClient::close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
}

void RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

bool RawClient::read_some() {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, patience_ms) <= 0) return false;
    std::array<char, 64 * 1024> piece;
    const auto count = ::recv(socket_, piece.data(), piece.size(), 0);
    if (count > 0) unread_.append(piece.data(), static_cast<std::size_t>(count));
    return count > 0;
}

std::string RawClient::read_all() {
    while (read_some()) {
    }
    return std::exchange(unread_, {});
}

std::string RawClient::read_until(std::string_view text) {
    while (unread_.find(text) == std::string::npos && read_some()) {
    }
    return std::exchange(unread_, {});
}

std::string RawClient::read_answer() {
    constexpr std::string_view field = "Content-Length: ";
    while (unread_.find("\r\n\r\n") == std::string::npos && read_some()) {
    }
    const auto head_end = unread_.find("\r\n\r\n") + 4;
    const auto at = unread_.find(field) + field.size();
    const auto length =
        parse_number(std::string_view(unread_).substr(at, unread_.find('\r', at) - at));
    const auto size = head_end + length.value_or(0);
    while (unread_.size() < size && read_some()) {
    }
    std::string answer = unread_.substr(0, size);
    unread_.erase(0, size);
    return answer;
}

TestServer::TestServer(const Prepare& prepare) : workers(std::make_unique<Workers>(2)) {
    ServerOptions options;
    add_routes(router);
    if (prepare) prepare(router, options);
    server = std::make_unique<Server>(std::move(options), router, *workers, clock, log);
    server->start();
}

std::string TestServer::ask(std::string_view bytes) {
    RawClient client(port());
    client.send(bytes);
    return client.read_all();
}

std::string get(std::string_view target, std::string_view more_fields) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n" +
           std::string(more_fields) + "\r\n";
}

std::string body_of(std::string_view answer) {
    const auto end = answer.find("\r\n\r\n");
    return end == std::string_view::npos ? std::string() : std::string(answer.substr(end + 4));
}

int status_of(std::string_view answer) {
    if (!answer.starts_with("HTTP/1.1 ")) return 0;
    return static_cast<int>(parse_number(answer.substr(9, 3)).value_or(0));
}

}  // namespace stead::http::test
