#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "http/method.h"
#include "record/write.h"

namespace stead::http {
class Exchange;
}
namespace stead::record {
class Unit;
}

namespace stead::plugin {

// What a plugin's native.cpp offers: functions for scripts, engines at a phase, routes, job
// handlers. It hides nothing: the row that uses it stays visible. Collected by `install`, handed
// out by the server.
class Extension {
public:
    using Function =
        std::function<std::string(record::Unit&, const std::vector<std::string>& arguments)>;
    using Route = std::function<void(http::Exchange&)>;
    using Job = std::function<void(record::Unit&)>;

    struct NamedFunction {
        std::string name;
        Function call;
    };
    struct NamedRoute {
        http::Method method;
        std::string path;
        Route handle;
    };
    struct NamedJob {
        std::string name;
        Job run;
    };

    void function(std::string name, Function call) {
        functions.push_back({std::move(name), std::move(call)});
    }
    // Runs for writes to `table` and its descendants.
    void engine(record::Phase phase, std::string table, std::function<void(record::Write&)> run);
    void route(http::Method method, std::string path, Route handle) {
        routes.push_back({method, std::move(path), std::move(handle)});
    }
    void job(std::string name, Job run) { jobs.push_back({std::move(name), std::move(run)}); }

    std::vector<NamedFunction> functions;
    std::vector<std::unique_ptr<record::Engine>> engines;
    std::vector<NamedRoute> routes;
    std::vector<NamedJob> jobs;
};

}  // namespace stead::plugin
