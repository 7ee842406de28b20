#include "server/test_hooks.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/date_time.h"
#include "base/error.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "jobs/pump.h"
#include "realtime/hub.h"
#include "record/query_plan.h"
#include "rest/call.h"
#include "server/program.h"

namespace stead::server {

namespace {

using base::Error;
using base::Status;

void require_admin(const rest::Call& call) {
    if (!call.session()->admin) throw Error(Status::forbidden, "User Not Authorized");
}

void set_clock(rest::Call& call, base::SettableClock& clock) {
    require_admin(call);
    const auto body = base::parse_json(call.exchange.request.body);
    const auto time = base::parse_utc(base::json_text(body.as_object(), "now"));
    if (!time) throw Error(Status::bad_request, "now must be yyyy-MM-dd HH:mm:ss");
    if (base::is_true(base::json_text(body.as_object(), "frozen")))
        clock.freeze(*time);
    else
        clock.set(*time);
    call.answer("{\"result\":{}}");
}

// What a request costs that asks nothing of the engine.
void answer_constant(http::Exchange& exchange) {
    const auto size = base::to_integer(exchange.request.query.get("size")).value_or(0);
    const auto wanted = static_cast<std::size_t>(std::clamp<std::int64_t>(size, 0, 1 << 20));
    exchange.response.set("application/json;charset=UTF-8", std::string(wanted, ' '));
}

void write_steps(base::JsonWriter& json, std::string_view name,
                 const std::vector<std::string>& steps) {
    json.key(name).begin_array();
    for (const auto& step : steps) json.text(step);
    json.end_array();
}

// How the database finds the rows that a list call asks for.
void explain_list(rest::Call& call) {
    require_admin(call);
    record::ListRequest request;
    request.table = call.query("table");
    request.query = call.query("sysparm_query");
    request.fields = {"number", "short_description"};
    request.limit = 50;
    call.store.read(call.session(), [&](record::Unit& unit) {
        const auto plan = record::query_plan(unit, request);
        std::string text;
        base::JsonWriter json(text);
        json.begin_object().key("result").begin_object();
        write_steps(json, "rows", plan.rows);
        write_steps(json, "count", plan.count);
        json.end_object().end_object();
        call.answer(std::move(text));
    });
}

}  // namespace

void add_test_hooks(http::Router& router, Program& program, plugin::Callers& callers,
                    std::vector<jobs::Pump*> pumps, realtime::Hub& hub) {
    router.add(http::Method::post, "/test/clock",
               rest::handler(program.store(), callers, [&program, pumps](rest::Call& call) {
                   set_clock(call, program.clock());
                   for (auto* pump : pumps) pump->wake();
               }));
    router.add(http::Method::get, "/test/constant", answer_constant);
    router.add(http::Method::get, "/test/plan",
               rest::handler(program.store(), callers, explain_list));
    router.add(http::Method::post, "/test/settle",
               rest::handler(program.store(), callers, [&hub, pumps](rest::Call& call) {
                   require_admin(call);
                   for (auto* pump : pumps) pump->settle();
                   hub.settle();
                   call.answer("{\"result\":{}}");
               }));
}

}  // namespace stead::server
