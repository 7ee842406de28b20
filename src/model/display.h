#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "model/dictionary.h"

namespace stead::model {

// How one person reads values.
struct DisplayStyle {
    std::string zone = "UTC";
    std::string date_format = "yyyy-MM-dd";  // ServiceNow's letters: yyyy MM dd HH hh mm ss a
    std::string time_format = "HH:mm:ss";
    char thousands = ',';
    char decimal_point = '.';
    std::string currency = "$";
};

// What a stored or wire value shows, as far as no other row is needed: references and lists come
// back as they are. The view points into the arguments or into `scratch`.
std::string_view display_value(const Dictionary& dictionary, const Field& field,
                               std::string_view value, const DisplayStyle& style,
                               std::string& scratch);

// How the wire spells what the database holds: booleans as words, decimals without ".0".
std::string_view wire_value(const Field& field, std::string_view stored);

// "2 Days 10 Hours 36 Minutes"; seconds only below one hour, "0 Seconds" for none.
std::string duration_text(std::chrono::seconds duration);

// A time of day or a date in ServiceNow's letters; other characters stand for themselves.
std::string format_pattern(std::string_view utc_text, std::string_view pattern);

}  // namespace stead::model
