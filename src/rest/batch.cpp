#include "rest/batch.h"

#include <boost/json.hpp>
#include <chrono>

#include "base/error.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "rest/batch_part.h"
#include "rest/documented.h"

namespace stead::rest {

namespace {

constexpr std::string_view pattern = "/api/now/[v]/batch";
constexpr std::size_t most_input = 5 * 1024 * 1024;
constexpr std::size_t most_output = 10 * 1024 * 1024;
constexpr std::string_view output_header = "X-BATCHREQUEST-MAX-OUTPUT-SIZE";
constexpr auto most_time = std::chrono::seconds(30);

[[noreturn]] void refuse(const char* detail) {
    throw base::Error(base::Status::bad_request, "Exception while reading request", detail);
}

// A caller may ask for less than we would give.
std::size_t output_limit(const Call& call) {
    const auto text = call.exchange.request.headers.get(output_header);
    const auto wanted = base::to_integer(base::trim(text));
    if (!wanted || *wanted <= 0) return most_output;
    return std::min(most_output, static_cast<std::size_t>(*wanted));
}

// Both lists of the answer while the parts run.
struct Answer {
    std::string serviced, unserviced;
    base::JsonWriter serviced_json{serviced}, unserviced_json{unserviced};

    Answer() {
        serviced_json.begin_array();
        unserviced_json.begin_array();
    }
    void close() {
        serviced_json.end_array();
        unserviced_json.end_array();
    }
};

// Answers one part if there is room for it. What was only read and does not fit can be asked for
// again; what was written must be told, so only its body is left out. False: stop here.
bool add(Answer& answer, BatchPart& part, std::size_t limit) {
    auto text = part.json();
    const bool fits = answer.serviced.size() + text.size() <= limit;
    if (!fits && part.only_reads()) {
        answer.unserviced_json.text(part.id());
        return false;
    }
    if (!fits) {
        part.leave_out_body("The answer of the batch is full: this body is left out");
        text = part.json();
    }
    answer.serviced_json.raw(text);
    return fits;
}

void run_batch(Call& call, const http::Router& router) {
    const auto body = base::parse_json(call.exchange.request.body);
    if (!body.is_object()) refuse("A batch is an object");
    const auto& batch = body.get_object();
    const auto* parts = batch.if_contains("rest_requests");
    if (parts && !parts->is_array()) refuse("rest_requests is a list");
    const auto limit = output_limit(call);
    const auto end = std::chrono::steady_clock::now() + most_time;
    Answer answer;
    bool goes_on = true;
    std::size_t number = 0;
    if (parts)
        for (const auto& entry : parts->get_array()) {
            BatchPart part(call.exchange.request, entry, ++number);
            goes_on = goes_on && std::chrono::steady_clock::now() < end;
            if (!goes_on) {
                answer.unserviced_json.text(part.id());
                continue;
            }
            part.run(router, call.exchange.worker, pattern);
            goes_on = add(answer, part, limit);
        }
    answer.close();
    std::string text;
    base::JsonWriter(text)
        .begin_object()
        .member("batch_request_id", base::clean_utf8(base::json_text(batch, "batch_request_id")))
        .key("serviced_requests")
        .raw(answer.serviced)
        .key("unserviced_requests")
        .raw(answer.unserviced)
        .end_object();
    call.answer(std::move(text));
}

}  // namespace

void add_batch_routes(http::Router& router, record::Store& store, plugin::Callers& callers) {
    auto options =
        documented("Many requests in one, answered in their order", {},
                   R"({"batch_request_id":"1","rest_requests":[{"id":"a","method":"GET",)"
                   R"("url":"/api/now/table/sys_user?sysparm_limit=1","headers":[{"name":"Accept",)"
                   R"("value":"application/json"}],"body":"","exclude_response_headers":true}]})",
                   R"({"batch_request_id":"1","serviced_requests":[{"id":"a","body":"e30=",)"
                   R"("status_code":200,"status_text":"OK","execution_time":1,)"
                   R"("headers":[{"name":"","value":""}]}],"unserviced_requests":[""]})");
    options.body_limit = most_input;
    router.add(http::Method::post, pattern,
               handler(store, callers, [&router](Call& call) { run_batch(call, router); }),
               options);
}

}  // namespace stead::rest
