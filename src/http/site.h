#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "http/gzip.h"
#include "http/head_scanner.h"
#include "http/refusal.h"
#include "http/router.h"
#include "http/workers.h"

namespace stead::http {

// How long a client may take. They are checked once a second, or more often when they are short.
struct Timeouts {
    std::chrono::milliseconds head{10'000};       // from its first byte to the empty line
    std::chrono::milliseconds body{30'000};       // plus a second for every 16 KB that came
    std::chrono::milliseconds idle{60'000};       // between two requests
    std::chrono::milliseconds write{30'000};      // without any progress
    std::chrono::milliseconds heartbeat{15'000};  // of silence in an event stream before a sign
};

// How a request went, for logs and metrics.
struct Outcome {
    int status;
    std::chrono::microseconds waited;  // for a free worker
    std::chrono::microseconds worked;
};
using Observe = std::function<void(const Request&, const Outcome&)>;

struct SiteOptions {
    HeadLimits head;
    Timeouts timeouts;
    std::filesystem::path temp_folder = std::filesystem::temp_directory_path();
    Headers headers;                           // of every answer, unless the handler sets its own
    std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-* are believed
    // Whose request it is, so that callers share the workers fairly. Called before the body is read
    // to its end; must be quick.
    std::function<std::string(const Request&)> lane = [](const Request& r) { return r.peer; };
    std::size_t gzip_from = 1024;             // bytes; smaller bodies are not compressed
    std::size_t event_backlog = 1024 * 1024;  // bytes that a slow listener may lag behind
    Observe observe;  // called on the worker after each handler; may be empty
    Refuse refuse = [](const Request&, const Refusal& refusal) { return plain_refusal(refusal); };
};

// What all connections of a server share.
struct Site {
    Site(SiteOptions options, const Router& router, Workers& workers, const base::Clock& clock,
         base::Log& log);

    const SiteOptions options;
    const Router& router;
    Workers& workers;
    const base::Clock& clock;
    base::Log& log;
    std::atomic<bool> stopping{false};
    std::vector<Gzip> compressors;  // one for each worker

    std::string new_request_id();

private:
    const std::string id_prefix_;
    std::atomic<std::uint64_t> last_id_{0};
};

}  // namespace stead::http
