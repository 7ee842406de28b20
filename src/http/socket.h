#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <span>
#include <string_view>

namespace stead::http {

class Connection;

// The encrypted or plain byte stream below a connection. Everything but `post` belongs to the
// thread of its loop. At most one read and one write run at a time; each ends in the connection's
// on_read or on_write, also when it fails. A protocol that takes over the stream after a request,
// such as WebSocket, takes over this object.
class Socket {
public:
    using Owner = std::shared_ptr<Connection>;

    virtual ~Socket() = default;

    virtual bool is_tls() const = 0;
    virtual void handshake(Owner owner) = 0;
    virtual void read(std::span<char> into, Owner owner) = 0;
    // May write less than all of the pieces, whose bytes must stay until it ends.
    virtual void write(std::span<const std::string_view> pieces, Owner owner) = 0;
    // Says that nothing more will be written, then calls on_writing_ended. What is read afterwards
    // are bytes to count, not to understand.
    virtual void end_writing(Owner owner) = 0;
    virtual void close() = 0;
    // Calls the function on the loop's thread; from any thread.
    virtual void post(Owner owner, void (Connection::*function)()) = 0;
};

std::unique_ptr<Socket> plain_socket(boost::asio::ip::tcp::socket socket);
std::unique_ptr<Socket> tls_socket(boost::asio::ip::tcp::socket socket,
                                   boost::asio::ssl::context& context);

}  // namespace stead::http
