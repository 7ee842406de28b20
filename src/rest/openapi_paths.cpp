#include "rest/openapi_paths.h"

#include <array>
#include <boost/json.hpp>
#include <map>
#include <vector>

#include "base/json.h"
#include "base/text.h"

namespace stead::rest {

namespace {

using base::JsonWriter;
using http::Route;

// Parameters that many calls share, by name. Others of these names say it where they are added.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> well_known{
    {{"table", "Name of a table"},
     {"staging", "Name of a staging table"},
     {"sys_id", "sys_id of the record"},
     {"id", "sys_id of the row"},
     {"field", "Name of a field"},
     {"name", "Name of what is meant"},
     {"lang", "Language code, such as en"},
     {"kind", "comment, note or email"}}};

std::string_view description_of(std::string_view name) {
    for (const auto& [known, description] : well_known)
        if (known == name) return description;
    return name;
}

std::vector<std::string_view> path_parameters(std::string_view path) {
    std::vector<std::string_view> names;
    for (auto open = path.find('{'); open != std::string_view::npos;
         open = path.find('{', open + 1))
        names.push_back(path.substr(open + 1, path.find('}', open) - open - 1));
    return names;
}

// "get now table by_table": unique, because method and path are.
std::string operation_id(const Route& route, const std::string& path) {
    std::string id = base::lower(http::name_of(route.method));
    for (const auto& segment : base::split_names(path, '/')) {
        if (segment == "api") continue;
        id += segment.front() == '{' ? "_by" : "";
        id += '_';
        for (const char c : segment)
            if (c != '{' && c != '}') id += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    }
    return id;
}

// The part of the address after /api/: now, ui, sn_x.
std::string tag_of(const std::string& path) {
    const auto segments = base::split_names(path, '/');
    if (segments.size() < 3) return "other";
    return segments[1] == "now" ? segments[2] : segments[1];
}

void write_parameter(JsonWriter& json, std::string_view name, std::string_view where,
                     std::string_view description, std::string_view example) {
    json.begin_object().member("name", name).member("in", where);
    if (where == "path") json.member("required", true);
    json.member("description", description);
    json.key("schema").begin_object().member("type", "string").end_object();
    if (!example.empty()) json.member("example", example);
    json.end_object();
}

void write_content(JsonWriter& json, std::string_view example) {
    json.key("content").begin_object().key("application/json").begin_object();
    json.key("schema").raw(schema_of_example(example)).key("example").raw(example);
    json.end_object().end_object();
}

void write_answers(JsonWriter& json, const Route& route) {
    json.key("responses").begin_object();
    json.key(std::to_string(route.options.status)).begin_object();
    json.member("description", route.options.status == 204 ? "Done" : "The answer");
    if (!route.options.answer.empty()) write_content(json, route.options.answer);
    json.end_object();
    for (const auto* status : {"400", "401", "403", "404"})
        json.key(status)
            .begin_object()
            .member("$ref", "#/components/responses/Refused")
            .end_object();
    json.end_object();
}

void write_operation(JsonWriter& json, const Route& route, const std::string& path) {
    json.key(base::lower(http::name_of(route.method))).begin_object();
    json.member("operationId", operation_id(route, path));
    json.key("tags").begin_array().text(tag_of(path)).end_array();
    if (!route.options.summary.empty()) json.member("summary", route.options.summary);
    json.key("parameters").begin_array();
    for (const auto& name : path_parameters(path))
        write_parameter(json, name, "path", description_of(name), {});
    for (const auto& [name, description, example] : route.options.query)
        write_parameter(json, name, "query", description, example);
    json.end_array();
    if (!route.options.body.empty()) {
        json.key("requestBody").begin_object();
        write_content(json, route.options.body);
        json.end_object();
    }
    write_answers(json, route);
    json.end_object();
}

void write_schema(JsonWriter& json, const boost::json::value& example) {
    json.begin_object();
    if (const auto* object = example.if_object()) {
        json.member("type", "object").key("properties").begin_object();
        for (const auto& [name, value] : *object) write_schema(json.key(name), value);
        json.end_object();
    } else if (const auto* list = example.if_array()) {
        json.member("type", "array");
        if (!list->empty()) write_schema(json.key("items"), list->front());
    } else if (example.is_bool()) {
        json.member("type", "boolean");
    } else if (example.is_number()) {
        json.member("type", example.is_double() ? "number" : "integer");
    } else if (example.is_string()) {
        json.member("type", "string");
    }
    json.end_object();
}

}  // namespace

std::string openapi_path(std::string_view pattern) {
    auto path = base::replace_all(std::string(pattern), "/[v]", "");
    return base::replace_all(std::move(path), "...}", "}");
}

std::string schema_of_example(std::string_view example) {
    std::string text;
    JsonWriter json(text);
    write_schema(json, base::parse_json(example));
    return text;
}

void write_paths(JsonWriter& json, const http::Router& router) {
    std::map<std::string, std::vector<const Route*>> paths;
    for (const auto& route : router.routes())
        if (route.pattern.starts_with("/api/"))
            paths[openapi_path(route.pattern)].push_back(&route);
    json.begin_object();
    for (const auto& [path, routes] : paths) {
        json.key(path).begin_object();
        for (const auto* route : routes) write_operation(json, *route, path);
        json.end_object();
    }
    json.end_object();
}

void write_responses(JsonWriter& json) {
    json.begin_object().key("Refused").begin_object();
    json.member("description", "Why it was refused").key("content").begin_object();
    json.key("application/json").begin_object().key("schema").begin_object();
    json.member("$ref", "#/components/schemas/Error");
    json.end_object().end_object().end_object().end_object().end_object();
}

void write_common_schemas(JsonWriter& json) {
    json.key("Error").raw(
        R"({"type":"object","required":["error","status"],"properties":{"error":{"type":"object",)"
        R"("properties":{"message":{"type":"string"},"detail":{"type":["string","null"]}}},)"
        R"("status":{"const":"failure"}}})");
    json.key("Row").raw(
        R"({"type":"object","description":"A record: see the schema of its table. Values are text; )"
        R"(references are objects unless sysparm_exclude_reference_link is true.",)"
        R"("additionalProperties":{"anyOf":[{"type":"string"},{"type":"object","properties":)"
        R"({"value":{"type":"string"},"display_value":{"type":"string"},"link":{"type":"string"}}}]}})");
}

}  // namespace stead::rest
