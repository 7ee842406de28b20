#include "server/serve.h"

#include <signal.h>

#include <cstdio>
#include <thread>

#include "base/embedded.h"
#include "base/error.h"
#include "http/certificate.h"
#include "http/server.h"
#include "plugin/callers.h"
#include "record/store.h"
#include "rest/api.h"
#include "server/first_run.h"
#include "server/health.h"
#include "server/program.h"
#include "server/test_hooks.h"
#include "server/web_files.h"

namespace stead::server {

namespace {

void check(const Config& config) {
    if (config.demo && !config.demo_anyway && !is_loopback(config.address))
        throw base::Error(base::Status::bad_request,
                          "The demo world has known passwords; it is served on this machine only. "
                          "--demo-anyway serves it on " +
                              config.address + " all the same.");
    if (config.test_hooks && !is_loopback(config.address))
        throw base::Error(base::Status::bad_request, "--test-hooks is for 127.0.0.1 only");
}

http::ServerOptions server_options(const Config& config, base::Time now) {
    http::ServerOptions options;
    options.address = config.address;
    options.port = static_cast<std::uint16_t>(config.port);
    if (config.tls == "self-signed")
        options.tls = http::self_signed_certificate(config.data, now);
    else if (!config.tls_cert.empty())
        options.tls = http::read_certificate(config.tls_cert, config.tls_key);
    options.site.refuse = rest::refusal;
    return options;
}

std::size_t worker_count(const Config& config) {
    if (config.workers > 0) return static_cast<std::size_t>(config.workers);
    return std::max(4U, 2 * std::thread::hardware_concurrency());
}

// Blocks the signals in every thread that starts from here on; they are waited for by name.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);
    return signals;
}

void greet(const Config& config, std::uint16_t port) {
    const bool tls = !config.tls.empty() || !config.tls_cert.empty();
    std::printf("Stead is ready on %s://%s:%d\n", tls ? "https" : "http", config.address.c_str(),
                int{port});
    if (config.demo)
        std::printf(
            "Demo world: sign in as admin (password admin) or as mira.solheim, tomas.beran, "
            "greta.hallam … (password demo). Do not keep real data here.\n");
    std::fflush(stdout);
}

}  // namespace

int serve(const Config& config) {
    check(config);
    const sigset_t signals = block_signals();
    Program program(config);
    program.load_plugins();
    first_run(program);

    const base::Embedded embedded(base::embedded_archive());
    const WebFiles files(embedded);
    plugin::Callers callers(program.store());
    http::Workers workers(worker_count(config));
    http::Router router;
    rest::add_routes(router, program.store(), callers, program.scripts());
    add_health_routes(router, program);
    if (config.test_hooks) add_test_hooks(router, program, callers);
    add_first_run_routes(router, program);
    files.add_routes(router);

    http::Server server(server_options(config, program.clock().now()), router, workers,
                        program.clock(), program.log());
    server.start();
    greet(config, server.port());
    int received = 0;
    sigwait(&signals, &received);
    server.stop();
    return 0;
}

}  // namespace stead::server
