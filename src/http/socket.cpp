#include "http/socket.h"

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <type_traits>
#include <utility>

#include "http/connection.h"

namespace stead::http {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Tcp = asio::ip::tcp::socket;

// A view of buffers that stay where they are, because Asio copies what it is given.
struct Gathered {
    using value_type = asio::const_buffer;
    using const_iterator = const value_type*;
    const_iterator first;
    const_iterator last;
    const_iterator begin() const { return first; }
    const_iterator end() const { return last; }
};

template <class Stream>
class StreamSocket : public Socket {
public:
    template <class... Arguments>
    explicit StreamSocket(Arguments&&... arguments)
        : stream_(std::forward<Arguments>(arguments)...) {}

    bool is_tls() const override { return tls; }

    void handshake(Owner owner) override {
        if constexpr (tls) {
            stream_.async_handshake(Stream::server, [owner = std::move(owner)](error_code error) {
                owner->on_handshake(!error);
            });
        } else {
            owner->on_handshake(true);
        }
    }

    void read(std::span<char> into, Owner owner) override {
        const auto buffer = asio::buffer(into.data(), into.size());
        auto report = [owner = std::move(owner)](error_code error, std::size_t count) {
            owner->on_read(!error, count);
        };
        if (ended_) {
            tcp().async_read_some(buffer, std::move(report));
        } else {
            stream_.async_read_some(buffer, std::move(report));
        }
    }

    void write(std::span<const std::string_view> pieces, Owner owner) override {
        std::size_t count = 0;
        for (; count < pieces.size() && count < gathered_.size(); ++count) {
            gathered_[count] = asio::buffer(pieces[count].data(), pieces[count].size());
        }
        stream_.async_write_some(Gathered{gathered_.data(), gathered_.data() + count},
                                 [owner = std::move(owner)](error_code error, std::size_t written) {
                                     owner->on_write(!error, written);
                                 });
    }

    void end_writing(Owner owner) override {
        if constexpr (tls) {
            stream_.async_shutdown(
                [this, owner = std::move(owner)](error_code) { end_tcp(*owner); });
        } else {
            end_tcp(*owner);
        }
    }

    void close() override {
        error_code ignored;
        tcp().close(ignored);
    }

    void post(Owner owner, void (Connection::*function)()) override {
        asio::post(tcp().get_executor(),
                   [owner = std::move(owner), function] { (owner.get()->*function)(); });
    }

private:
    static constexpr bool tls = !std::is_same_v<Stream, Tcp>;

    Tcp& tcp() {
        if constexpr (tls) {
            return stream_.next_layer();
        } else {
            return stream_;
        }
    }

    void end_tcp(Connection& owner) {
        error_code ignored;
        tcp().shutdown(Tcp::shutdown_send, ignored);
        ended_ = true;
        owner.on_writing_ended();
    }

    Stream stream_;
    bool ended_ = false;
    std::array<asio::const_buffer, 16> gathered_;
};

}  // namespace

std::unique_ptr<Socket> plain_socket(Tcp socket) {
    return std::make_unique<StreamSocket<Tcp>>(std::move(socket));
}

std::unique_ptr<Socket> tls_socket(Tcp socket, asio::ssl::context& context) {
    return std::make_unique<StreamSocket<asio::ssl::stream<Tcp>>>(std::move(socket), context);
}

}  // namespace stead::http
