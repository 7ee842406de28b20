#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace boost::asio {
class io_context;
}

namespace stead::http {

class Connection;

// One thread that runs the callbacks of its connections, and looks once a tick for those whose time
// has run out.
class Loop {
public:
    explicit Loop(std::chrono::milliseconds tick);
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    void start();
    // Ends the thread; its connections must be gone.
    void join();
    boost::asio::io_context& context();

    // On the loop's thread. An adopted connection lives until it releases itself.
    void adopt(std::shared_ptr<Connection> connection);
    void release(const Connection& connection);

    // From any thread: let every connection finish what it does, or end it now.
    void stop_connections();
    void abort_connections();
    // False when some are still there at that time.
    bool wait_until_empty(std::chrono::steady_clock::time_point until);
    void wait_until_empty();
    std::size_t connections();

    // Counts a connection until its last byte of memory is released, on whichever thread.
    class Alive {
    public:
        explicit Alive(Loop& loop);
        ~Alive();
        Alive(const Alive&) = delete;
        Alive& operator=(const Alive&) = delete;

    private:
        Loop& loop_;
    };

private:
    struct Asio;

    void wait_for_tick();
    void check_deadlines();
    void for_all(void (Connection::*function)());

    const std::chrono::milliseconds tick_;
    std::unique_ptr<Asio> asio_;
    std::unordered_map<const Connection*, std::shared_ptr<Connection>> connections_;
    std::mutex mutex_;
    std::condition_variable became_empty_;
    std::size_t alive_ = 0;  // under the mutex
    std::thread thread_;
};

}  // namespace stead::http
