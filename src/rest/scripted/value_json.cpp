#include "rest/scripted/value_json.h"

#include <boost/json.hpp>
#include <cmath>

#include "base/json.h"
#include "base/text.h"
#include "rest/body.h"
#include "script/glide/element_object.h"

namespace stead::rest::scripted {

namespace {

using script::Value;

std::string object_text(script::Call& call, const Value& value) {
    if (const auto element = value.object<script::ElementObject>()) return element->text(call);
    const auto record = value.object<script::RecordObject>();
    return record && record->row() ? record->row()->sys_id() : std::string();
}

void write_number(base::JsonWriter& json, double number) {
    if (std::isfinite(number))
        json.raw(script::number_text(number));
    else
        json.null();
}

Value value_of(const boost::json::value& json) {
    if (const auto* text = json.if_string()) return std::string(*text);
    if (const auto* flag = json.if_bool()) return *flag;
    if (json.is_number()) return json.to_number<double>();
    if (const auto* list = json.if_array()) {
        script::List values;
        for (const auto& each : *list) values.push_back(value_of(each));
        return values;
    }
    if (const auto* object = json.if_object()) {
        script::Members members;
        for (const auto& [name, each] : *object) members.emplace_back(name, value_of(each));
        return members;
    }
    return script::Null{};
}

}  // namespace

void write_value(base::JsonWriter& json, script::Call& call, const Value& value) {
    if (const auto* members = value.as<script::Members>()) {
        json.begin_object();
        for (const auto& [name, each] : *members) {
            if (each.is_undefined()) continue;
            write_value(json.key(name), call, each);
        }
        json.end_object();
    } else if (const auto* list = value.as<script::List>()) {
        json.begin_array();
        for (const auto& each : *list) write_value(json, call, each);
        json.end_array();
    } else if (const auto* flag = value.as<bool>()) {
        json.boolean(*flag);
    } else if (const auto* number = value.as<double>()) {
        write_number(json, *number);
    } else if (value.is_nothing()) {
        json.null();
    } else if (const auto* text = value.as<std::string>()) {
        json.text(base::clean_utf8(*text));
    } else {
        json.text(object_text(call, value));
    }
}

Value read_value(std::string_view text) {
    if (base::trim(text).empty()) return script::Members{};
    return value_of(base::parse_json(text));
}

Value read_xml(std::string_view text) {
    return value_of(object_of_xml(text));
}

}  // namespace stead::rest::scripted
