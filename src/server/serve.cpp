#include "server/serve.h"

#include <signal.h>
#include <sys/resource.h>

#include <cstdio>
#include <filesystem>
#include <thread>

#include "base/embedded.h"
#include "base/error.h"
#include "db/database.h"
#include "engine/import/import_set.h"
#include "http/certificate.h"
#include "http/server.h"
#include "jobs/due_jobs.h"
#include "jobs/events.h"
#include "jobs/handled_jobs.h"
#include "jobs/log_rows.h"
#include "jobs/pump.h"
#include "jobs/queue.h"
#include "mail/fetching.h"
#include "mail/inbox.h"
#include "mail/outbox.h"
#include "mail/spool_watch.h"
#include "plugin/callers.h"
#include "realtime/hub.h"
#include "realtime/routes.h"
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

http::ServerOptions server_options(const Config& config, Program& program,
                                   const plugin::Callers& callers) {
    http::ServerOptions options;
    options.address = config.address;
    options.port = static_cast<std::uint16_t>(config.port);
    if (config.tls == "self-signed")
        options.tls = http::self_signed_certificate(config.data, program.clock().now());
    else if (!config.tls_cert.empty())
        options.tls = http::read_certificate(config.tls_cert, config.tls_key);
    options.site.refuse = rest::refusal;
    options.site.lane = [&callers](const http::Request& request) { return callers.lane(request); };
    options.site.trusted_proxies = config.trusted_proxies;
    options.site.temp_folder = config.data + "/uploads";
    std::filesystem::create_directories(options.site.temp_folder);
    return options;
}

std::size_t worker_count(const Config& config) {
    if (config.workers > 0) return static_cast<std::size_t>(config.workers);
    // One more than keeps the processors busy: no caller occupies all of them.
    return std::max(4U, 2 * std::thread::hardware_concurrency()) + 1;
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

// Each browser keeps a connection open.
void raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
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
    raise_file_limit();
    Program program(config);
    jobs::LogRows log_rows(program.store(), program.log());
    program.load_plugins();
    first_run(program);

    const base::Embedded embedded(base::embedded_archive());
    const WebFiles files(embedded);
    plugin::Callers callers(program.store());
    realtime::Hub hub(program.store());
    jobs::Events events(program.store(), program.scripts(), program.notifications());
    jobs::DueJobs due_jobs(program.store(), program.scripts());
    jobs::HandledJobs imports(
        program.store(), std::string(engine::import_handler), [&](const auto& entry) {
            return engine::run_queued_import(program.store(), program.scripts(), entry.document_key,
                                             entry.context, entry.run_as);
        });
    mail::Inbox inbox(program.store(), program.scripts(), config.data);
    mail::Outbox outbox(program.store(), config.smtp);
    mail::Fetching fetching(program.store(), config.data);
    // A slow mail server or a long import delays no job, and none the other way.
    jobs::Pump pump(program.log()), mail_pump(program.log()), fetch_pump(program.log()),
        import_pump(program.log());
    pump.add("events", [&] { return events.work(); });
    pump.add("incoming mails", [&] { return inbox.take(); });
    pump.add("received mails", [&] { return inbox.handle(); });
    pump.add("log lines", [&] { return log_rows.work(); });
    pump.add("due jobs", [&] { return due_jobs.work(); });
    pump.add("statistics", [&, next = program.clock().now()]() mutable {
        if (program.clock().now() < next) return false;
        next = program.clock().now() + std::chrono::hours(6);
        program.database().tend();
        return true;
    });
    fetch_pump.add("mailboxes", [&] { return fetching.work(); });
    import_pump.add("imports", [&] { return imports.work(); });
    mail_pump.add("outgoing mails", [&] { return outbox.work(); });
    program.store().listen([&](const auto& changes) {
        pump.wake();
        if (jobs::concerns_queue(changes)) import_pump.wake();
        if (mail::concerns_outbox(changes)) mail_pump.wake();
    });
    http::Workers workers(worker_count(config));
    http::Router router;
    rest::add_routes(router, program.store(), callers, program.scripts());
    realtime::add_routes(router, hub, callers);
    add_health_routes(router, program);
    if (config.test_hooks)
        add_test_hooks(router, program, callers, {&import_pump, &pump, &mail_pump}, hub);
    add_first_run_routes(router, program);
    files.add_routes(router);

    http::Server server(server_options(config, program, callers), router, workers, program.clock(),
                        program.log());
    server.start();
    pump.start();
    mail_pump.start();
    fetch_pump.start();
    import_pump.start();
    const mail::SpoolWatch spool_watch(inbox.incoming_folder(), [&] { pump.wake(); });
    greet(config, server.port());
    int received = 0;
    sigwait(&signals, &received);
    server.stop();
    return 0;
}

}  // namespace stead::server
