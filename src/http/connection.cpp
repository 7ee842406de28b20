#include "http/connection.h"

#include <fmt/core.h>

#include <span>
#include <utility>

#include "base/error.h"

namespace stead::http {

namespace {

constexpr std::size_t head_read = 2 * 1024;
constexpr std::size_t body_read = 64 * 1024;
constexpr std::size_t unread_limit = 64 * 1024;      // bytes of a body that make no progress
constexpr std::uint64_t slow_body_rate = 16 * 1024;  // bytes a second
constexpr std::chrono::seconds drain_pause{5};
constexpr std::chrono::seconds drain_limit{30};
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view last_chunk = "0\r\n\r\n";

}  // namespace

Connection::Connection(std::unique_ptr<Socket> socket, Site& site, Loop& loop, std::string peer)
    : site_(site),
      loop_(loop),
      alive_(loop),
      socket_(std::move(socket)),
      origin_{std::move(peer), socket_->is_tls()},
      scanner_(site.options.head) {}

void Connection::start() {
    if (site_.stopping) return abort();
    allow(site_.options.timeouts.head);
    socket_->handshake(shared_from_this());
}

void Connection::allow(std::chrono::milliseconds time) {
    deadline_ = std::chrono::steady_clock::now() + time;
}

void Connection::on_handshake(bool ok) {
    if (state_ == State::closed) return;
    if (!ok) return abort();
    wait_for_request();
}

// Reading

void Connection::read_more() {
    if (reading_ || state_ == State::closed) return;
    reading_ = true;
    const bool much = state_ == State::body || state_ == State::draining;
    socket_->read(buffer_.room(much ? body_read : head_read), shared_from_this());
}

void Connection::on_read(bool ok, std::size_t count) {
    reading_ = false;
    if (state_ == State::closed) return;
    if (!ok) return abort();
    buffer_.commit(count);
    if (state_ == State::draining) return drain();
    process();
}

void Connection::process() {
    if (state_ == State::head) return process_head();
    if (state_ == State::body) return process_body();
}

void Connection::wait_for_request() {
    state_ = State::head;
    head_began_ = false;
    scanner_.reset();
    job_.reset();
    buffer_.shrink();
    allow(site_.options.timeouts.idle);
    process_head();
}

void Connection::process_head() {
    while (!head_began_ && buffer_.view().starts_with("\r\n")) buffer_.consume(2);
    if (buffer_.empty() || buffer_.view() == "\r") return stopping_ ? abort() : read_more();
    if (!std::exchange(head_began_, true)) allow(site_.options.timeouts.head);
    switch (scanner_.scan(buffer_.view())) {
        case HeadScanner::State::incomplete:
            return read_more();
        case HeadScanner::State::complete:
            return begin_request(scanner_.length());
        case HeadScanner::State::malformed:
            return refuse({400, "The request is malformed."});
        case HeadScanner::State::target_too_long:
            return refuse({414, "The address is too long."});
        case HeadScanner::State::too_large:
            return refuse({431, "The request's header is too large."});
    }
}

void Connection::begin_request(std::size_t head_length) {
    job_ = std::make_shared<Job>();
    job_->request.id = site_.new_request_id();
    parser_.emplace();
    auto problem = parser_->read_head(buffer_.view().substr(0, head_length), job_->request);
    buffer_.consume(head_length);
    if (!problem) {
        problem = complete_head(job_->request, origin_, site_.options.trusted_proxies);
    }
    if (problem) return refuse(*problem);
    job_->keep_alive = parser_->keep_alive();
    job_->http_10 = parser_->is_http_10();
    job_->match = site_.router.match(job_->request.method, job_->request.path);
    begin_body();
}

void Connection::begin_body() {
    body_size_ = 0;
    body_began_ = std::chrono::steady_clock::now();
    if (parser_->is_done()) return dispatch();
    const auto announced = parser_->content_length().value_or(0);
    if (is_too_large(announced)) return refuse_large(announced);
    if (!parser_->expects_continue() || !buffer_.empty()) {
        state_ = State::body;
        return process_body();
    }
    state_ = State::continuing;
    pieces_ = {continue_line};
    write_pieces();
}

bool Connection::is_too_large(std::uint64_t size) const {
    return size > job_->match.body_limit;
}

void Connection::process_body() {
    std::ptrdiff_t used = 0;
    try {
        if (!buffer_.empty()) {
            used = parser_->read_body(buffer_.view(), [this](auto piece) { take_body(piece); });
        }
    } catch (const base::Error& error) {
        return refuse({503, error.what()});
    }
    if (used < 0) return refuse({400, "The request's body is malformed."});
    buffer_.consume(static_cast<std::size_t>(used));
    if (is_too_large(body_size_)) return refuse_large(body_size_);
    if (parser_->is_done()) return dispatch();
    if (buffer_.view().size() > unread_limit) return refuse({400, "A chunk's head is too long."});
    deadline_ = body_began_ + site_.options.timeouts.body +
                std::chrono::seconds(body_size_ / slow_body_rate);
    read_more();
}

void Connection::take_body(std::string_view piece) {
    body_size_ += piece.size();
    if (is_too_large(body_size_)) return;
    Request& request = job_->request;
    if (body_size_ > job_->match.memory_limit && !request.body_file) {
        request.body_file = std::make_shared<TempFile>(site_.options.temp_folder);
        request.body_file->append(std::exchange(request.body, {}));
    }
    if (request.body_file) {
        request.body_file->append(piece);
    } else {
        request.body += piece;
    }
}

void Connection::refuse_large(std::uint64_t size) {
    refuse({413, "The request's body is too large.", size, job_->match.body_limit});
}

void Connection::refuse(const Refusal& refusal) {
    const bool readable = job_ && !job_->request.path.empty();
    if (!job_) job_ = std::make_shared<Job>();
    job_->keep_alive = false;
    job_->request.body.clear();
    job_->request.body_file.reset();
    outgoing_ = finished_answer(
        site_, *job_,
        readable ? site_.options.refuse(job_->request, refusal) : plain_refusal(refusal));
    on_answer();
}

void Connection::dispatch() {
    state_ = State::handling;
    deadline_ = Time::max();
    job_->complete = std::chrono::steady_clock::now();
    parser_.reset();
    const bool accepted = site_.workers.submit(
        [self = shared_from_this(), job = job_](std::size_t worker) { self->run(job, worker); },
        site_.options.lane(job_->request));
    if (accepted) return;
    refuse({503, "The server is too busy."});
}

// On a worker

void Connection::run(const std::shared_ptr<Job>& job, std::size_t worker) {
    Answering::Link link;
    link.deliver = [this](Outgoing outgoing) { deliver(std::move(outgoing)); };
    link.wake = [weak = weak_from_this()] {
        if (auto self = weak.lock()) self->socket_->post(self, &Connection::on_outbox);
    };
    Answering(site_, *job, std::move(link), worker).run();
}

void Connection::deliver(Outgoing outgoing) {
    outgoing_ = std::move(outgoing);
    socket_->post(shared_from_this(), &Connection::on_answer);
}

// Writing

void Connection::on_answer() {
    if (state_ == State::closed) {
        if (outgoing_.outbox) outgoing_.outbox->close();
        return;
    }
    state_ = State::answering;
    outbox_ended_ = false;
    pieces_ = {outgoing_.head};
    const auto content = outgoing_.response.content();
    if (outgoing_.send_body && !content.empty()) pieces_.push_back(content);
    write_pieces();
}

void Connection::write_pieces() {
    allow(site_.options.timeouts.write);
    socket_->write(std::span(pieces_).subspan(next_piece_), shared_from_this());
}

void Connection::on_write(bool ok, std::size_t count) {
    if (state_ == State::closed) return;
    if (!ok) return abort();
    while (next_piece_ < pieces_.size() && count >= pieces_[next_piece_].size()) {
        count -= pieces_[next_piece_++].size();
    }
    if (next_piece_ < pieces_.size()) {
        pieces_[next_piece_].remove_prefix(count);
        return write_pieces();
    }
    pieces_.clear();
    next_piece_ = 0;
    on_written();
}

void Connection::on_written() {
    if (state_ == State::continuing) {
        state_ = State::body;
        return process_body();
    }
    const auto& file = outgoing_.response.file_body;
    if (outgoing_.send_body && file && file->left() > 0) return pump_file();
    if (outgoing_.outbox) return pump_outbox();
    finish_answer();
}

void Connection::pump_file() {
    if (!outgoing_.response.file_body->read(file_piece_)) return abort();
    pieces_ = {file_piece_};
    write_pieces();
}

void Connection::on_outbox() {
    if (state_ == State::streaming && pieces_.empty()) pump_outbox();
}

void Connection::pump_outbox() {
    state_ = State::streaming;
    if (outbox_ended_) return finish_answer();
    const Outbox::Taken taken = outgoing_.outbox->take();
    if (taken.broken) return abort();
    frame(taken);
    outbox_ended_ = taken.finished;
    if (!pieces_.empty()) return write_pieces();
    if (outbox_ended_) return finish_answer();
    deadline_ = Time::max();
    if (!outgoing_.is_events) return;
    allow(site_.options.timeouts.heartbeat);
    if (buffer_.view().size() < unread_limit) read_more();  // notices when the client leaves
}

void Connection::frame(const Outbox::Taken& taken) {
    held_ = taken.pieces;
    const bool chunked = outgoing_.framing == Framing::chunked;
    std::size_t size = 0;
    for (const auto& piece : held_) size += piece->size();
    if (chunked && size > 0) {
        chunk_head_ = fmt::format("{:x}\r\n", size);
        pieces_.push_back(chunk_head_);
    }
    for (const auto& piece : held_) pieces_.push_back(*piece);
    if (chunked && size > 0) pieces_.push_back("\r\n");
    if (chunked && taken.finished) pieces_.push_back(last_chunk);
}

void Connection::finish_answer() {
    const bool keep_alive = outgoing_.keep_alive && !stopping_;
    outgoing_ = {};
    held_.clear();
    file_piece_ = {};
    keep_alive ? wait_for_request() : end();
}

void Connection::end() {
    state_ = State::draining;
    drain_until_ = std::chrono::steady_clock::now() + drain_limit;
    allow(drain_pause);
    socket_->end_writing(shared_from_this());
}

void Connection::on_writing_ended() {
    if (state_ == State::draining) stopping_ ? abort() : drain();
}

void Connection::drain() {
    buffer_.consume(buffer_.view().size());
    if (std::chrono::steady_clock::now() > drain_until_) return abort();
    allow(drain_pause);
    read_more();
}

// Ending

void Connection::on_due() {
    if (state_ == State::streaming && pieces_.empty()) {
        outgoing_.outbox->push(std::make_shared<const std::string>(":\n\n"));
    } else if (state_ == State::body || (state_ == State::head && head_began_)) {
        refuse({408, "The request took too long to arrive."});
    } else {
        abort();
    }
}

void Connection::stop() {
    stopping_ = true;
    if (state_ == State::draining || (state_ == State::head && !head_began_)) return abort();
    if (state_ == State::streaming && outgoing_.is_events) outgoing_.outbox->finish();
}

void Connection::abort() {
    if (state_ == State::closed) return;
    const bool has_outbox = state_ == State::answering || state_ == State::streaming;
    state_ = State::closed;
    deadline_ = Time::max();
    if (has_outbox && outgoing_.outbox) outgoing_.outbox->close();
    socket_->close();
    loop_.release(*this);
}

}  // namespace stead::http
