#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace stead::base {

// Appends JSON to a string, with no document in between. The caller opens and closes; commas come
// by themselves. Texts must be valid UTF-8 (clean_utf8 at the door saw to it).
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);
    JsonWriter& made_key(std::string_view key);  // as json_key made it
    JsonWriter& text(std::string_view value);
    JsonWriter& text_of(std::initializer_list<std::string_view> parts);  // one text of all
    JsonWriter& number(std::int64_t value);
    JsonWriter& number(double value);
    JsonWriter& boolean(bool value);
    JsonWriter& null();
    // A piece of JSON made elsewhere, taken as it is.
    JsonWriter& raw(std::string_view json);

    JsonWriter& member(std::string_view name, std::string_view value) {
        return key(name).text(value);
    }
    // Without this one a literal would convert to bool.
    JsonWriter& member(std::string_view name, const char* value) { return key(name).text(value); }
    JsonWriter& member(std::string_view name, bool value) { return key(name).boolean(value); }
    JsonWriter& member(std::string_view name, std::int64_t value) {
        return key(name).number(value);
    }
    JsonWriter& member(std::string_view name, int value) {
        return key(name).number(std::int64_t{value});
    }

private:
    void separate();

    std::string& out_;
    bool comma_ = false;
};

void append_json_text(std::string& out, std::string_view value);  // with its quotes
std::string json_key(std::string_view name);                      // "name":

}  // namespace stead::base
