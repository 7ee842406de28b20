#include "script/value.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "base/text.h"

namespace stead::script {
namespace {

std::string list_text(const List& list) {
    std::string text;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i) text += ',';
        text += list[i].text();
    }
    return text;
}

double text_number(const std::string& text) {
    const auto trimmed = base::trim(text);
    if (trimmed.empty()) return 0;
    return base::to_number(trimmed).value_or(std::numeric_limits<double>::quiet_NaN());
}

}  // namespace

std::string number_text(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
    if (number == 0) return "0";
    char buffer[32];
    const bool plain = std::fabs(number) < 1e21 && std::fabs(number) >= 1e-6;
    const auto end =
        plain ? std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed)
              : std::to_chars(buffer, buffer + sizeof buffer, number);
    return {buffer, end.ptr};
}

const Value* Value::member(std::string_view name) const {
    const auto* members = as<Members>();
    if (!members) return nullptr;
    for (const auto& [key, value] : *members) {
        if (key == name) return &value;
    }
    return nullptr;
}

std::string Value::text() const {
    if (const auto* text = as<std::string>()) return *text;
    if (const auto* flag = as<bool>()) return *flag ? "true" : "false";
    if (const auto* number = as<double>()) return number_text(*number);
    if (const auto* list = as<List>()) return list_text(*list);
    return is_nothing() ? "" : "[object Object]";
}

bool Value::truth() const {
    if (is_nothing()) return false;
    if (const auto* flag = as<bool>()) return *flag;
    if (const auto* number = as<double>()) return *number != 0 && !std::isnan(*number);
    if (const auto* text = as<std::string>()) return !text->empty();
    return true;
}

double Value::number() const {
    if (const auto* number = as<double>()) return *number;
    if (const auto* flag = as<bool>()) return *flag;
    if (const auto* text = as<std::string>()) return text_number(*text);
    return as<Null>() ? 0 : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace stead::script
