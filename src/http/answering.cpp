#include "http/answering.h"

#include <exception>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "http/streams.h"

namespace stead::http {

namespace {

constexpr std::size_t export_backlog = 64 * 1024;
constexpr std::size_t packed_limit = 1024 * 1024;  // of a compressed request body

HeadFacts facts_of(const Site& site, const Job& job) {
    HeadFacts facts;
    facts.now = site.clock.now();
    facts.keep_alive = job.keep_alive && !site.stopping;
    facts.http_10 = job.http_10;
    return facts;
}

// So that a caller can say which request it means.
void name_request(const Job& job, Response& response) {
    if (!job.request.id.empty()) response.headers.set("X-Transaction-ID", job.request.id);
}

std::uint64_t length_of(const Response& response) {
    return response.file_body ? response.file_body->left() : response.content().size();
}

}  // namespace

Outgoing finished_answer(const Site& site, const Job& job, Response response) {
    name_request(job, response);
    HeadFacts facts = facts_of(site, job);
    facts.length = length_of(response);
    Outgoing outgoing;
    outgoing.head = response_head(response, site.options.headers, facts);
    outgoing.send_body = job.request.method != Method::head && may_have_body(response.status);
    outgoing.keep_alive = facts.keep_alive;
    outgoing.response = std::move(response);
    return outgoing;
}

Answering::Answering(Site& site, Job& job, Link link, std::size_t worker)
    : site_(site), job_(job), link_(std::move(link)), worker_(worker) {}

void Answering::run() {
    Response refusal;
    if (!unpack_body(refusal))
        return link_.deliver(finished_answer(site_, job_, std::move(refusal)));
    const auto began = std::chrono::steady_clock::now();
    Exchange exchange(job_.request, worker_, this);
    call_handler(exchange);
    observe(began, exchange.response.status);
    if (outbox_) return;
    compress(exchange.response);
    link_.deliver(finished_answer(site_, job_, std::move(exchange.response)));
}

bool Answering::unpack_body(Response& refusal) {
    Request& request = job_.request;
    const std::string* coding = request.headers.find("Content-Encoding");
    if (coding == nullptr || request.body.empty()) return true;
    if (base::equals_ignoring_case(*coding, "identity")) return true;
    if (!base::equals_ignoring_case(*coding, "gzip")) {
        refusal = site_.options.refuse(request, {415, "The content encoding is not supported."});
        return false;
    }
    auto body = request.body.size() <= packed_limit ? gunzip(request.body, job_.match.body_limit)
                                                    : std::nullopt;
    if (!body) {
        refusal = site_.options.refuse(request, {400, "The compressed body is not valid."});
        return false;
    }
    request.body = std::move(*body);
    request.headers.remove("Content-Encoding");
    return true;
}

void Answering::call_handler(Exchange& exchange) {
    try {
        site_.router.run(exchange, job_.match);
    } catch (const std::exception& error) {
        exchange.response = fail(error.what());
    } catch (...) {
        exchange.response = fail("something that is no exception");
    }
}

Response Answering::fail(const char* what) {
    if (outbox_) outbox_->break_off();
    site_.log.error("a request handler failed",
                    {{"request", job_.request.id}, {"path", job_.request.path}, {"reason", what}});
    return site_.options.refuse(job_.request, {500, "The server could not answer this request."});
}

void Answering::observe(std::chrono::steady_clock::time_point began, int status) const {
    if (!site_.options.observe) return;
    using std::chrono::microseconds;
    const auto waited = std::chrono::duration_cast<microseconds>(began - job_.complete);
    const auto worked =
        std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - began);
    site_.options.observe(job_.request, {status, waited, worked});
}

bool Answering::wants_gzip(const Response& response) const {
    return !response.headers.has("Content-Encoding") && may_have_body(response.status) &&
           response.status != 206 && is_compressible(response.headers.get("Content-Type")) &&
           accepts_gzip(job_.request.headers.get("Accept-Encoding"));
}

void Answering::compress(Response& response) {
    const std::string_view content = response.content();
    if (content.size() < site_.options.gzip_from || !wants_gzip(response)) return;
    Gzip& gzip = site_.compressors[worker_];
    std::string packed;
    packed.reserve(content.size() / 3);
    gzip.reset();
    gzip.add(content, packed, Gzip::Flush::end);
    response.static_body = {};
    response.body = std::move(packed);
    response.headers.set("Content-Encoding", "gzip");
    response.headers.set("Vary", "Accept-Encoding");
}

void Answering::start(Response head, std::size_t capacity, bool is_events) {
    name_request(job_, head);
    HeadFacts facts = facts_of(site_, job_);
    facts.framing = job_.http_10 ? Framing::until_close : Framing::chunked;
    if (job_.http_10 || is_events) facts.keep_alive = false;
    outbox_ = std::make_shared<Outbox>(capacity, link_.wake);
    Outgoing outgoing;
    outgoing.head = response_head(head, site_.options.headers, facts);
    outgoing.keep_alive = facts.keep_alive;
    outgoing.framing = facts.framing;
    outgoing.outbox = outbox_;
    outgoing.is_events = is_events;
    link_.deliver(std::move(outgoing));
}

std::unique_ptr<BodyStream> Answering::start_body(const Response& head) {
    if (job_.request.method == Method::head) return std::make_unique<NoBody>();
    Response started = head;
    const bool packed = wants_gzip(head);
    if (packed) started.headers.set("Content-Encoding", "gzip");
    if (packed) started.headers.set("Vary", "Accept-Encoding");
    start(std::move(started), export_backlog, false);
    return std::make_unique<OutboxBody>(
        outbox_, packed ? OutboxBody::Coding::gzip : OutboxBody::Coding::plain,
        site_.options.temp_folder);
}

std::shared_ptr<EventStream> Answering::start_events(const Response& head) {
    if (job_.request.method == Method::head) return nullptr;
    Response started = head;
    started.headers.set("Content-Type", "text/event-stream");
    started.headers.set("Cache-Control", "no-store");
    started.headers.set("X-Accel-Buffering", "no");
    start(std::move(started), site_.options.event_backlog, true);
    return std::make_shared<OutboxEvents>(outbox_);
}

}  // namespace stead::http
