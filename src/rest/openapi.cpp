#include "rest/openapi.h"

#include "base/json_writer.h"
#include "base/text.h"
#include "base/version.h"
#include "rest/documented.h"
#include "rest/openapi_paths.h"
#include "rest/openapi_schemas.h"

namespace stead::rest {

namespace {

using base::JsonWriter;

void write_info(JsonWriter& json, const Call& call) {
    json.member("openapi", "3.1.0").key("info").begin_object();
    json.member("title", "Stead").member("version", base::version);
    json.member(
        "description",
        "Every operation below /api/now may be called with /v1 or /v2 after /now. Errors are "
        "{\"error\":{\"message\",\"detail\"},\"status\":\"failure\"}.");
    json.end_object().key("servers").begin_array();
    json.begin_object().member("url", call.base()).end_object().end_array();
    json.key("security").begin_array();
    for (const auto* scheme : {"basic", "bearer", "session"})
        json.begin_object().key(scheme).begin_array().end_array().end_object();
    json.end_array();
}

void write_security(JsonWriter& json) {
    json.key("securitySchemes").begin_object();
    for (const auto* scheme : {"basic", "bearer"})
        json.key(scheme)
            .begin_object()
            .member("type", "http")
            .member("scheme", scheme)
            .end_object();
    json.key("session").begin_object().member("type", "apiKey").member("in", "cookie");
    json.member("name", "JSESSIONID").end_object().end_object();
}

void get_document(Call& call, const http::Router& router) {
    std::string text;
    JsonWriter json(text);
    call.read([&](record::Unit& unit) {
        json.begin_object();
        write_info(json, call);
        json.key("paths");
        write_paths(json, router);
        json.key("components").begin_object();
        write_security(json);
        json.key("responses");
        write_responses(json);
        json.key("schemas").begin_object();
        write_common_schemas(json);
        write_table_schemas(json, unit, base::split_names(call.query("tables")));
        json.end_object().end_object().end_object();
    });
    call.answer(std::move(text));
}

}  // namespace

void add_openapi_routes(http::Router& router, record::Store& store, plugin::Callers& callers) {
    const auto options = documented(
        "This document",
        {{"tables", "Comma list of the tables whose schemas are wanted; else all", "sys_user"}});
    router.add(http::Method::get, "/api/now/doc/openapi.json",
               handler(store, callers, [&router](Call& call) { get_document(call, router); }),
               options);
}

}  // namespace stead::rest
