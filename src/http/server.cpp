#include "http/server.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <utility>

#include "base/error.h"
#include "http/connection.h"
#include "http/loop.h"
#include "http/socket.h"

namespace stead::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr int backlog = 4096;
constexpr std::chrono::milliseconds accept_pause{100};
constexpr std::chrono::milliseconds longest_tick{1000};
constexpr std::chrono::milliseconds shortest_tick{20};

// Often enough for the shortest timeout.
std::chrono::milliseconds tick_for(const Timeouts& timeouts) {
    const auto shortest =
        std::min({timeouts.head, timeouts.body, timeouts.idle, timeouts.write, timeouts.heartbeat});
    return std::clamp(shortest / 10, shortest_tick, longest_tick);
}

std::unique_ptr<asio::ssl::context> make_context(const Certificate& certificate) {
    using asio::ssl::context;
    auto made = std::make_unique<context>(context::tls_server);
    made->set_options(context::default_workarounds | context::no_sslv2 | context::no_sslv3 |
                      context::no_tlsv1 | context::no_tlsv1_1);
    made->use_certificate_chain(asio::buffer(certificate.chain));
    made->use_private_key(asio::buffer(certificate.key), context::pem);
    return made;
}

std::unique_ptr<asio::ssl::context> make_context(const std::optional<Certificate>& certificate) {
    if (!certificate) return nullptr;
    try {
        return make_context(*certificate);
    } catch (const boost::system::system_error& error) {
        throw base::Error(base::Status::bad_request, "The TLS certificate or key cannot be used",
                          error.what());
    }
}

tcp::endpoint endpoint_of(const ServerOptions& options) {
    error_code error;
    const std::string text = options.address == "localhost" ? "127.0.0.1" : options.address;
    const auto address = asio::ip::make_address(text, error);
    if (error) throw base::Error(base::Status::bad_request, "Not an address: " + options.address);
    return {address, options.port};
}

std::string address_of(const tcp::socket& socket) {
    error_code error;
    auto address = socket.remote_endpoint(error).address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    }
    return address.to_string();
}

}  // namespace

// Opens the loops, accepts connections and deals them out.
struct Server::Listener {
    Listener(ServerOptions options, const Router& router, Workers& workers,
             const base::Clock& clock, base::Log& log);
    ~Listener();

    void listen();
    void accept();
    void welcome(tcp::socket socket, Loop& loop);
    void rest();
    void close();
    std::size_t connections();

    const ServerOptions options;
    Site site;
    const std::unique_ptr<asio::ssl::context> tls;
    std::deque<Loop> loops;
    std::size_t next_loop = 0;
    std::optional<tcp::acceptor> acceptor;
    std::optional<asio::steady_timer> pause;
    std::uint16_t port = 0;
};

Server::Listener::Listener(ServerOptions given, const Router& router, Workers& workers,
                           const base::Clock& clock, base::Log& log)
    : options(std::move(given)),
      site(options.site, router, workers, clock, log),
      tls(make_context(options.tls)) {
    const auto tick = tick_for(options.site.timeouts);
    for (std::size_t count = 0; count < options.io_threads; ++count) loops.emplace_back(tick);
    acceptor.emplace(loops.front().context());
    pause.emplace(loops.front().context());
    listen();
}

// The loops are stopped first, so that no callback uses what is destroyed here.
Server::Listener::~Listener() {
    for (Loop& loop : loops) loop.join();
}

void Server::Listener::listen() {
    const auto endpoint = endpoint_of(options);
    try {
        acceptor->open(endpoint.protocol());
        acceptor->set_option(tcp::acceptor::reuse_address(true));
        acceptor->bind(endpoint);
        acceptor->listen(backlog);
        port = acceptor->local_endpoint().port();
    } catch (const boost::system::system_error& error) {
        throw base::Error(
            base::Status::unavailable,
            "Cannot listen on " + options.address + ':' + std::to_string(options.port),
            error.what());
    }
}

void Server::Listener::accept() {
    Loop& loop = loops[next_loop++ % loops.size()];
    acceptor->async_accept(loop.context(), [this, &loop](error_code error, tcp::socket socket) {
        if (error == asio::error::operation_aborted || site.stopping) return;
        if (error) return rest();
        if (connections() < options.max_connections) welcome(std::move(socket), loop);
        accept();
    });
}

void Server::Listener::welcome(tcp::socket socket, Loop& loop) {
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    std::string peer = address_of(socket);
    auto stream = tls ? tls_socket(std::move(socket), *tls) : plain_socket(std::move(socket));
    auto connection = std::make_shared<Connection>(std::move(stream), site, loop, std::move(peer));
    asio::post(loop.context(), [&loop, connection = std::move(connection)] {
        loop.adopt(connection);
        connection->start();
    });
}

// No file descriptors are left, or the like: those waiting have to wait a little longer.
void Server::Listener::rest() {
    site.log.warn("connections cannot be accepted at the moment");
    pause->expires_after(accept_pause);
    pause->async_wait([this](error_code error) {
        if (!error) accept();
    });
}

void Server::Listener::close() {
    asio::post(loops.front().context(), [this] {
        error_code ignored;
        acceptor->close(ignored);
        pause->cancel();
    });
}

std::size_t Server::Listener::connections() {
    std::size_t sum = 0;
    for (Loop& loop : loops) sum += loop.connections();
    return sum;
}

Server::Server(ServerOptions options, const Router& router, Workers& workers,
               const base::Clock& clock, base::Log& log)
    : listener_(std::make_unique<Listener>(std::move(options), router, workers, clock, log)) {}

Server::~Server() {
    stop(std::chrono::milliseconds(0));
}

void Server::start() {
    listener_->accept();
    for (Loop& loop : listener_->loops) loop.start();
}

std::uint16_t Server::port() const {
    return listener_->port;
}
std::size_t Server::connections() const {
    return listener_->connections();
}

void Server::stop(std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    listener_->site.stopping = true;
    listener_->close();
    for (Loop& loop : listener_->loops) loop.stop_connections();
    for (Loop& loop : listener_->loops) {
        if (!loop.wait_until_empty(until)) loop.abort_connections();
    }
    for (Loop& loop : listener_->loops) loop.wait_until_empty();
}

}  // namespace stead::http
