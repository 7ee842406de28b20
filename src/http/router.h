#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/exchange.h"
#include "http/method.h"

namespace stead::http {

using Handler = std::function<void(Exchange&)>;

struct QueryParameter {
    std::string name, description, example;
};

struct RouteOptions {
    std::size_t body_limit = 10 * 1024 * 1024;
    // Larger bodies go to Request::body_file instead of Request::body.
    std::size_t memory_limit = std::numeric_limits<std::size_t>::max();

    // What people and programs are told about the route; the OpenAPI document is made of it.
    std::string summary;  // what it does
    std::vector<QueryParameter> query = {};
    std::string body = {};    // an example as JSON; its shape is the shape of all bodies
    std::string answer = {};  // the same of what comes back
    int status = 200;         // when all goes well
};

struct Route {
    Method method;
    std::string pattern;
    Handler handler;
    RouteOptions options;
};

// Which handler answers which address. Filled before the server starts, constant afterwards.
//
// A pattern is a path whose segments may be
//   table       this word; wins over the following ones
//   [v]         v1 or v2 or nothing at all, see Parameters::version
//   {sys_id}    any one segment
//   {rest...}   everything that is left, at least one segment; last in the pattern
// One slash at the end of an address makes no difference. HEAD is answered by GET's handler.
// OPTIONS of a known address goes to on_other_method, unless a route says otherwise.
class Router {
public:
    struct Match {
        const Route* route = nullptr;  // null: see allowed
        Parameters parameters;
        std::vector<Method> allowed;           // when the address exists for other methods only
        std::size_t body_limit, memory_limit;  // as in RouteOptions
    };

    Router();
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    // Throws std::invalid_argument for a malformed pattern and for one that is already taken.
    void add(Method method, std::string_view pattern, Handler handler, RouteOptions options = {});
    // Answers addresses that no pattern matches. What bodies it takes there is asked before they
    // are read, on a thread that owns sockets: quickly.
    using OptionsOf = std::function<RouteOptions(Method, std::string_view path)>;
    void on_unknown(Handler handler, OptionsOf options = {}) {
        unknown_ = std::move(handler);
        unknown_options_ = std::move(options);
    }
    // Answers known addresses asked with another method; the header Allow is set already.
    void on_other_method(Handler handler) { other_method_ = std::move(handler); }

    Match match(Method method, std::string_view path) const;
    // Runs the handler that the match names. What it throws passes through.
    void run(Exchange& exchange, const Match& match) const;
    // Matches and runs: for requests inside of requests, and for tests.
    void answer(Exchange& exchange) const;

    // In the order in which they were added.
    const std::deque<Route>& routes() const { return routes_; }

private:
    struct Node;

    std::deque<Route> routes_;
    std::unique_ptr<Node> root_;
    Handler unknown_;
    OptionsOf unknown_options_;
    Handler other_method_;
};

}  // namespace stead::http
