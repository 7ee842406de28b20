#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "http/server.h"

// What the socket-level tests stand on: a real server and a client that sends raw bytes.
namespace stead::http::test {

class RawClient {
public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void send(std::string_view bytes);
    // All that comes until the server closes, or for three seconds.
    std::string read_all();
    // Reads until the text has come, or for three seconds; returns all that came since the last
    // call.
    std::string read_until(std::string_view text);
    // One answer with Content-Length, head and body.
    std::string read_answer();
    void close();

private:
    bool read_some();

    int socket_;
    std::string unread_;
};

// Serves `/echo` (any method: method, query and body), `/hello`, `/big` (100 KB), `/echo-file`
// (uploads above 1,000 bytes go to a file) and what a test adds.
class TestServer {
public:
    using Prepare = std::function<void(Router&, ServerOptions&)>;

    explicit TestServer(const Prepare& prepare = {});

    // Sends the bytes on a fresh connection and returns all that comes until the server closes.
    std::string ask(std::string_view bytes);
    std::uint16_t port() const { return server->port(); }

    base::SettableClock clock;
    base::Log log{base::Level::error};
    Router router;
    std::unique_ptr<Workers> workers;
    std::unique_ptr<Server> server;
};

// A GET with `Connection: close`.
std::string get(std::string_view target, std::string_view more_fields = {});
std::string body_of(std::string_view answer);
int status_of(std::string_view answer);

}  // namespace stead::http::test
