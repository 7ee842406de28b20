#include "http/loop.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <utility>
#include <vector>

#include "http/connection.h"

namespace stead::http {

namespace asio = boost::asio;

struct Loop::Asio {
    asio::io_context context{1};  // one thread runs it
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    asio::steady_timer timer{context};
};

Loop::Loop(std::chrono::milliseconds tick) : tick_(tick), asio_(std::make_unique<Asio>()) {}

Loop::~Loop() {
    join();
}

void Loop::start() {
    wait_for_tick();
    thread_ = std::thread([this] { asio_->context.run(); });
}

void Loop::join() {
    asio_->context.stop();
    if (thread_.joinable()) thread_.join();
}

asio::io_context& Loop::context() {
    return asio_->context;
}

void Loop::adopt(std::shared_ptr<Connection> connection) {
    const Connection* key = connection.get();
    connections_.emplace(key, std::move(connection));
}

void Loop::release(const Connection& connection) {
    connections_.erase(&connection);
}

Loop::Alive::Alive(Loop& loop) : loop_(loop) {
    const std::lock_guard lock(loop_.mutex_);
    ++loop_.alive_;
}

Loop::Alive::~Alive() {
    const std::lock_guard lock(loop_.mutex_);
    if (--loop_.alive_ == 0) loop_.became_empty_.notify_all();
}

void Loop::stop_connections() {
    for_all(&Connection::stop);
}
void Loop::abort_connections() {
    for_all(&Connection::abort);
}

void Loop::for_all(void (Connection::*function)()) {
    asio::post(asio_->context, [this, function] {
        const auto connections = connections_;
        for (const auto& [key, connection] : connections) (connection.get()->*function)();
    });
}

bool Loop::wait_until_empty(std::chrono::steady_clock::time_point until) {
    std::unique_lock lock(mutex_);
    return became_empty_.wait_until(lock, until, [this] { return alive_ == 0; });
}

void Loop::wait_until_empty() {
    std::unique_lock lock(mutex_);
    became_empty_.wait(lock, [this] { return alive_ == 0; });
}

std::size_t Loop::connections() {
    const std::lock_guard lock(mutex_);
    return alive_;
}

void Loop::wait_for_tick() {
    asio_->timer.expires_after(tick_);
    asio_->timer.async_wait([this](boost::system::error_code error) {
        if (error) return;
        check_deadlines();
        wait_for_tick();
    });
}

void Loop::check_deadlines() {
    const auto now = std::chrono::steady_clock::now();
    std::vector<std::shared_ptr<Connection>> due;
    for (const auto& [key, connection] : connections_) {
        if (connection->deadline() <= now) due.push_back(connection);
    }
    for (const auto& connection : due) connection->on_due();
}

}  // namespace stead::http
