#include "base/json.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/error.h"
#include "base/json_writer.h"

namespace stead::base {
namespace {

std::string scalar(std::string_view json) {
    return json_scalar(parse_json(json));
}

TEST(Json, SpellsAScalarAsAColumnHoldsIt) {
    EXPECT_EQ(scalar("true"), "true");
    EXPECT_EQ(scalar("5"), "5");
    EXPECT_EQ(scalar("-1.5"), "-1.5");
    EXPECT_EQ(scalar("1e3"), "1000");
    EXPECT_EQ(scalar("null"), "");
    EXPECT_EQ(scalar(R"("text")"), "text");
    EXPECT_EQ(scalar(R"({"value":"abc","display_value":"Abc"})"), "abc");
    EXPECT_EQ(scalar(R"(["a","b"])"), "a,b");
}

TEST(Json, RefusesWhatIsNoJson) {
    for (const auto* text : {"", "{", "{\"a\":}", "[1,]", "\"\xff\"", "{} {}"}) {
        EXPECT_THROW(parse_json(text), Error) << text;
    }
}

TEST(Json, RefusesWhatNestsWithoutEnd) {
    EXPECT_THROW(parse_json(std::string(100000, '[')), Error);
    EXPECT_THROW(parse_json(std::string(40, '[') + std::string(40, ']')), Error);
}

TEST(Json, FindsTheTextOfAMember) {
    const auto value = parse_json(R"({"a":"x"})");
    EXPECT_EQ(json_text(value.as_object(), "a"), "x");
    EXPECT_EQ(json_text(value.as_object(), "b"), "");
}

TEST(JsonWriter, PutsCommasByItself) {
    std::string out;
    JsonWriter json(out);
    json.begin_object().member("a", "x").member("n", 5).member("yes", true).key("list");
    json.begin_array().text("1").begin_object().end_object().null().end_array().end_object();

    EXPECT_EQ(out, R"({"a":"x","n":5,"yes":true,"list":["1",{},null]})");
}

TEST(JsonWriter, EscapesAByteWhereverItStands) {
    for (const char byte : {'"', '\\', '\n', '\x1f', '\x01'})
        for (std::size_t at = 0; at < 20; ++at) {
            std::string text(20, 'x');
            text[at] = byte;
            std::string out;
            append_json_text(out, text);
            EXPECT_EQ(scalar(out), text) << "byte " << int{byte} << " at " << at;
        }
}

TEST(JsonWriter, TakesAKeyThatWasMadeBefore) {
    std::string out;
    JsonWriter json(out);
    json.begin_object().made_key(json_key("a\"b")).text("x").key("c").text_of({"y", "/", "\n"});
    json.end_object();
    EXPECT_EQ(out, R"({"a\"b":"x","c":"y/\n"})");
}

TEST(JsonWriter, EscapesSoThatAReaderGetsTheSameText) {
    std::string all;
    for (int byte = 1; byte < 128; ++byte) all.push_back(static_cast<char>(byte));
    all += "\"\\ü😀\u2028 and a tail long enough to take the quick path";
    std::string out;
    append_json_text(out, all);

    EXPECT_EQ(boost::json::parse(out).as_string(), all);
}

}  // namespace
}  // namespace stead::base
