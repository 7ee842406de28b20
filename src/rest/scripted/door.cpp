#include "rest/scripted/door.h"

#include "http/media_type.h"
#include "record/named_acl.h"
#include "record/snapshot.h"
#include "rest/call.h"
#include "rest/scripted/answer.h"
#include "rest/scripted/files_object.h"
#include "rest/scripted/records_object.h"
#include "rest/scripted/services.h"
#include "rest/scripted/value_json.h"
#include "script/glide/call.h"
#include "script/scripts.h"
#include "script/web/request_object.h"
#include "script/web/response_object.h"

namespace stead::rest::scripted {

namespace {

using base::Error;
using base::Status;
using record::Unit;

constexpr std::size_t in_memory = std::size_t{1} << 20;
constexpr std::size_t small_body = std::size_t{10} << 20;
constexpr std::string_view default_acl = "Scripted REST External Default";

std::string method_of(http::Method method) {
    return std::string(http::name_of(method == http::Method::head ? http::Method::get : method));
}

void answer_other_method(http::Exchange& exchange, const std::vector<std::string>& allowed) {
    exchange.response.status = 405;
    exchange.response.headers.set("Allow", base::join(allowed, ", "));
    exchange.response.set(json_type, error_json("Method not supported", ""));
    to_wire(exchange.request, exchange.response);
}

[[noreturn]] void refuse() {
    throw Error(Status::forbidden, "User Not Authorized", "Failed API level ACL Validation");
}

void check_access(Unit& unit, const Operation& operation, bool signed_in) {
    const auto& session = unit.session();
    if (signed_in && operation.internal_only && !session.has_role("snc_internal")) refuse();
    if (!operation.asks_acls || (operation.for_everybody && operation.acls.empty())) return;
    auto system = unit.as(record::system_session());
    const auto lets_in = [&](const std::string& acl) {
        return record::may_execute(unit, "REST_Endpoint",
                                   system.display_value_of("sys_security_acl", acl));
    };
    if (operation.acls.empty()
            ? !record::may_execute(unit, "REST_Endpoint", default_acl)
            : std::none_of(operation.acls.begin(), operation.acls.end(), lets_in))
        refuse();
}

bool names(const std::vector<std::string>& types, std::string_view type) {
    const auto group = std::string(type.substr(0, type.find('/'))) + "/*";
    return std::any_of(types.begin(), types.end(), [&](const std::string& each) {
        return each == "*/*" || each == group || base::equals_ignoring_case(each, type) ||
               (each == "application/json" && http::is_json(type));
    });
}

void check_type(const Call& call, const Operation& operation) {
    const auto& request = call.exchange.request;
    const auto type = http::parse_media_type(request.headers.get("Content-Type")).type;
    const bool has_body = request.body_file || !request.body.empty();
    if (has_body && !type.empty() && !operation.consumes.empty() &&
        !names(operation.consumes, type))
        throw Error(Status::unsupported, "Unsupported media type", type);
}

std::shared_ptr<script::ContentStream> body_of(const http::Request& request) {
    if (!request.body_file) return std::make_shared<script::ContentStream>(request.body);
    return std::make_shared<script::ContentStream>(request.body_file->path().string(),
                                                   request.body_file);
}

script::WebRequest web_request(const Call& call, const Services::Found& found) {
    const auto& request = call.exchange.request;
    script::WebRequest web;
    web.url = call.base() + request.path;
    web.uri = request.path;
    const auto question = request.target.find('?');
    if (question != std::string::npos) web.query_string = request.target.substr(question + 1);
    web.query.assign(request.query.begin(), request.query.end());
    web.path = found.parameters;
    for (const auto& field : request.headers)
        web.headers.emplace_back(base::lower(field.name), field.value);
    web.produces = found.operation->produces;
    web.body = body_of(request);
    const auto type = http::parse_media_type(request.headers.get("Content-Type")).type;
    web.parse_body = [&body = *web.body, is_xml = http::is_xml(type)] {
        return is_xml ? read_xml(body.read()) : read_value(body.read());
    };
    return web;
}

// One call of a web service.
class Run {
public:
    Run(Call& call, script::Scripts& scripts, const Services::Found& found)
        : call_(call),
          scripts_(scripts),
          found_(found),
          web_(web_request(call, found)),
          before_(call.exchange.response) {}

    void answer() {
        const auto method = call_.exchange.request.method;
        if (method != http::Method::get && method != http::Method::head) return write();
        bool again = false;
        call_.read([&](Unit& unit) {
            try {
                run(unit);
            } catch (const Error&) {
                if (!unit.was_asked_to_write()) throw;
            }
            again = unit.was_asked_to_write();
        });
        if (again) write();
    }

private:
    void write() {
        call_.exchange.response = before_;
        call_.write([&](Unit& unit) { run(unit); });
    }

    void run(Unit& unit) {
        check_access(unit, *found_.operation, call_.caller.signed_in());
        const auto response = std::make_shared<script::ResponseObject>();
        const auto base = call_.base() + found_.base_path;
        const script::Members bindings{
            {"request", std::make_shared<script::RequestObject>(web_)},
            {"response", response},
            {"records", std::make_shared<RecordsObject>(call_, *response, base)},
            {"files", std::make_shared<FilesObject>(call_, *response, base)}};
        const std::string origin =
            "sys_ws_operation/" + found_.operation->sys_id + ".operation_script";
        const auto result = scripts_.run(unit, {origin, found_.operation->script}, bindings);
        if (unit.was_asked_to_write()) return;
        script::Call inner(scripts_, unit);
        write_answer(call_, inner, *response, result);
    }

    Call& call_;
    script::Scripts& scripts_;
    const Services::Found& found_;
    const script::WebRequest web_;
    const http::Response before_;  // with the caller's cookies
};

// Only an administrator is told where his script failed; the log knows it anyway.
void answer_failure(Call& call, const script::Error& error) {
    const std::string detail =
        call.session()->admin ? error.what() : "Request " + call.exchange.request.id;
    if (error.http_status != 0)
        call.answer(error_json(error.message, error.detail), error.http_status);
    else if (error.failure == script::Failure::deadline)
        call.answer(error_json("Transaction cancelled: maximum execution time exceeded", detail),
                    500);
    else
        call.answer(error_json("The script of this web service failed", detail), 500);
}

void serve(Call& call, script::Scripts& scripts, const Services::Found& found) {
    check_type(call, *found.operation);
    const auto before = call.exchange.response;
    try {
        Run(call, scripts, found).answer();
    } catch (const script::Error& error) {
        call.exchange.response = before;
        answer_failure(call, error);
    }
}

}  // namespace

bool answer(http::Exchange& exchange, record::Store& store, plugin::Callers& callers,
            script::Scripts& scripts) {
    const auto services = services_of(*store.snapshot());
    const auto found = services->find(method_of(exchange.request.method), exchange.request.path);
    if (!found.operation && found.allowed.empty()) return false;
    if (!found.operation) {
        answer_other_method(exchange, found.allowed);
        return true;
    }
    exchange.response.status = 200;  // the router thinks that nobody is here
    const auto guests = found.operation->for_everybody ? plugin::Callers::Guests::welcome
                                                       : plugin::Callers::Guests::refused;
    const auto handle = handler(
        store, callers,
        [&](Call& call) {
            call.short_names = true;
            serve(call, scripts, found);
        },
        guests);
    handle(exchange);
    return true;
}

http::RouteOptions options_of(const record::Store& store, http::Method method,
                              std::string_view path) {
    http::RouteOptions options;
    const auto services = services_of(*store.snapshot());
    const auto found = services->find(method_of(method), path);
    if (!found.operation) return options;
    options.body_limit = found.operation->body_limit;
    if (options.body_limit > small_body) options.memory_limit = in_memory;
    return options;
}

}  // namespace stead::rest::scripted
