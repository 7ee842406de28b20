#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/answering.h"
#include "http/head_scanner.h"
#include "http/incoming.h"
#include "http/loop.h"
#include "http/read_buffer.h"
#include "http/request_parser.h"
#include "http/site.h"
#include "http/socket.h"

namespace stead::http {

// One client: reads a request, has it answered by a worker, writes the answer, reads the next one.
// Everything but `run` and `deliver` happens on the thread of its loop.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Time = std::chrono::steady_clock::time_point;

    Connection(std::unique_ptr<Socket> socket, Site& site, Loop& loop, std::string peer);
    void start();

    // The socket's reports.
    void on_handshake(bool ok);
    void on_read(bool ok, std::size_t count);
    void on_write(bool ok, std::size_t count);
    void on_writing_ended();

    // The loop's requests.
    Time deadline() const { return deadline_; }
    void on_due();
    void stop();
    void abort();

private:
    enum class State {
        handshake,
        head,        // waiting for a request, or in the middle of its head
        continuing,  // saying 100 Continue
        body,
        handling,   // a worker has the request
        answering,  // writing a finished answer
        streaming,  // writing what comes through the outbox
        draining,   // said all; reads what the client still sends, so that it can read our answer
        closed
    };

    void read_more();
    void process();
    void process_head();
    void begin_request(std::size_t head_length);
    void begin_body();
    void process_body();
    void take_body(std::string_view piece);
    bool is_too_large(std::uint64_t size) const;
    void refuse(const Refusal& refusal);
    void refuse_large(std::uint64_t size);
    void dispatch();

    void run(const std::shared_ptr<Job>& job, std::size_t worker);
    void deliver(Outgoing outgoing);

    void on_answer();
    void on_outbox();
    void write_pieces();
    void on_written();
    void pump_file();
    void pump_outbox();
    void frame(const Outbox::Taken& taken);
    void finish_answer();
    void end();
    void drain();
    void wait_for_request();
    void allow(std::chrono::milliseconds time);

    Site& site_;
    Loop& loop_;
    const Loop::Alive alive_;  // before the socket, so that it is released after it
    const std::unique_ptr<Socket> socket_;
    const Origin origin_;

    State state_ = State::handshake;
    Time deadline_ = Time::max();
    Time body_began_;
    Time drain_until_;
    bool reading_ = false;
    bool stopping_ = false;
    ReadBuffer buffer_;
    HeadScanner scanner_;
    bool head_began_ = false;

    std::shared_ptr<Job> job_;
    std::optional<RequestParser> parser_;
    std::uint64_t body_size_ = 0;

    Outgoing outgoing_;
    std::vector<std::string_view> pieces_;  // being written; they point into what follows
    std::size_t next_piece_ = 0;
    std::vector<Outbox::Piece> held_;
    std::string chunk_head_;
    std::string file_piece_;
    bool outbox_ended_ = false;
};

}  // namespace stead::http
