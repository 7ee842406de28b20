#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "base/json.h"
#include "model/display.h"
#include "model/field_builder.h"
#include "model/normalize.h"

// tests/vectors/values.json, as tests/vectors/README.md describes it.
namespace stead::model {

namespace {

namespace json = boost::json;

json::value load_vectors() {
    std::ifstream file("tests/vectors/values.json");
    std::stringstream text;
    text << file.rdbuf();
    return base::parse_json(text.str());
}

std::string text_at(const json::value& vector, std::string_view name) {
    return base::json_text(vector.as_object(), name);
}

Field field_of(const json::value& vector) {
    FieldRow row{.table = "sample", .element = "field", .internal_type = text_at(vector, "type")};
    row.reference = "sample";
    row.attributes = text_at(vector, "attributes");
    if (const auto* length = vector.as_object().if_contains("max_length"))
        row.max_length = static_cast<int>(length->as_int64());
    return make_field(row);
}

std::shared_ptr<const Dictionary> no_tables() {
    std::vector<std::string> problems;
    return build_dictionary({}, problems);
}

void take(std::string& style, const std::string& value) {
    if (!value.empty()) style = value;
}

Field choice_field() {
    auto field = make_field({.table = "sample", .element = "state", .internal_type = "integer"});
    field.choice = 3;
    field.choices = {{.value = "1", .label = "New"}, {.value = "2", .label = "In progress"}};
    return field;
}

}  // namespace

TEST(ValueVectors, AreNormalized) {
    const auto vectors = load_vectors();
    for (const auto& vector : vectors.at("normalize").as_array()) {
        const auto meant = text_at(vector, "meant") == "display" ? Input::display : Input::raw;
        const auto result =
            normalize(field_of(vector), text_at(vector, "input"), text_at(vector, "zone"), meant);

        EXPECT_EQ(result.ok(), !vector.as_object().contains("error")) << vector;
        EXPECT_EQ(result.value, text_at(vector, "value")) << vector;
    }
}

TEST(ValueVectors, AreShown) {
    const auto vectors = load_vectors();
    const auto dictionary = no_tables();
    for (const auto& vector : vectors.at("display").as_array()) {
        DisplayStyle style;
        take(style.zone, text_at(vector, "zone"));
        take(style.date_format, text_at(vector, "date_format"));
        take(style.time_format, text_at(vector, "time_format"));
        std::string scratch;

        EXPECT_EQ(
            display_value(*dictionary, field_of(vector), text_at(vector, "value"), style, scratch),
            text_at(vector, "shows"))
            << vector;
    }
}

TEST(Normalize, TakesTheLabelOfAChoice) {
    EXPECT_EQ(normalize(choice_field(), "in progress").value, "2");
    EXPECT_EQ(normalize(choice_field(), "1").value, "1");
    EXPECT_FALSE(normalize(choice_field(), "Gone").ok());
}

TEST(Normalize, KnowsWhichChoicesAreAllowed) {
    auto field = choice_field();

    EXPECT_TRUE(is_allowed_choice(field, "2"));
    EXPECT_TRUE(is_allowed_choice(field, ""));
    EXPECT_FALSE(is_allowed_choice(field, "9"));
    field.choice = 2;
    EXPECT_TRUE(is_allowed_choice(field, "9"));
}

TEST(Normalize, CleansTextThatIsNotUtf8) {
    auto field = make_field({.table = "sample", .element = "title", .internal_type = "string"});

    EXPECT_EQ(normalize(field, "a\xFFz").value, "a\xEF\xBF\xBDz");
}

TEST(Normalize, SaysWhatIsWrong) {
    auto field = make_field({.table = "sample", .element = "due", .internal_type = "glide_date"});

    EXPECT_EQ(normalize(field, "soon").error, "Due: \"soon\" is not a date (yyyy-MM-dd)");
}

TEST(Display, SpellsValuesForTheWire) {
    auto flag = make_field({.table = "sample", .element = "flag", .internal_type = "boolean"});
    auto cost = make_field({.table = "sample", .element = "cost", .internal_type = "decimal"});

    EXPECT_EQ(wire_value(flag, "1"), "true");
    EXPECT_EQ(wire_value(flag, ""), "false");
    EXPECT_EQ(wire_value(cost, "5.0"), "5");
    EXPECT_EQ(wire_value(cost, "5.05"), "5.05");
}

}  // namespace stead::model
