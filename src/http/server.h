#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "http/certificate.h"
#include "http/site.h"

namespace stead::http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;          // 0: any free one
    std::optional<Certificate> tls;  // without it the server speaks plain HTTP
    std::size_t io_threads = 1;
    std::size_t max_connections = 10'000;  // more are turned away at once
    SiteOptions site;
};

// Listens and serves what the router knows. Several servers may share router and workers, for
// example one with TLS and one without.
class Server {
public:
    // Binds the port; throws Error(unavailable) when that fails. Everything handed over must live
    // longer than the server.
    Server(ServerOptions options, const Router& router, Workers& workers, const base::Clock& clock,
           base::Log& log);
    // Ends all connections at once, but waits for handlers that run.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    void start();
    // The port that it really listens on.
    std::uint16_t port() const;
    std::size_t connections() const;

    // Takes no new connections, ends idle ones and event streams, lets requests in progress finish,
    // and ends what is left after that time. Returns when all connections are gone.
    void stop(std::chrono::milliseconds patience = std::chrono::seconds(20));

private:
    struct Listener;

    std::unique_ptr<Listener> listener_;
};

}  // namespace stead::http
