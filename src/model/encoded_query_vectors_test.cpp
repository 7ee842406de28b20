#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <regex>
#include <sstream>

#include "base/date_time.h"
#include "base/json.h"
#include "model/sample_world.h"

// tests/vectors/encoded_query.json, as tests/vectors/README.md describes it.
namespace stead::model {

namespace {

namespace json = boost::json;

// `$a1` stands for the sys_id that begins with a1 and goes on with zeros.
std::string with_ids(const std::string& text) {
    static const std::regex short_id("\\$([0-9a-f]{2})");
    return std::regex_replace(text, short_id, "$01" + std::string(30, '0'));
}

json::value load_vectors() {
    std::ifstream file("tests/vectors/encoded_query.json");
    std::stringstream text;
    text << file.rdbuf();
    return base::parse_json(with_ids(text.str()));
}

std::string text_at(const json::value& object, std::string_view name) {
    return base::json_text(object.as_object(), name);
}

std::string label_of(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    name[0] = static_cast<char>(std::toupper(name[0]));
    return name;
}

void add_field(DictionaryRows& rows, const std::string& table, std::string_view name,
               const json::value& field) {
    FieldRow row{.table = table, .element = std::string(name)};
    row.internal_type = text_at(field, "type");
    row.reference = text_at(field, "reference");
    if (const auto* length = field.as_object().if_contains("max_length"))
        row.max_length = static_cast<int>(length->as_int64());
    rows.fields.push_back(row);
    if (const auto* choices = field.as_object().if_contains("choices"))
        for (const auto& choice : choices->as_array())
            rows.choices.push_back(
                {table, row.element,
                 Choice{.value = std::string(choice.as_array()[0].as_string()),
                        .label = std::string(choice.as_array()[1].as_string())}});
}

DictionaryRows definitions(const json::value& vectors) {
    DictionaryRows rows;
    for (const auto& table : vectors.at("tables").as_array()) {
        const auto name = text_at(table, "name");
        rows.tables.push_back({.name = name,
                               .label = label_of(name),
                               .super_class = text_at(table, "extends"),
                               .extensible = text_at(table, "extensible") == "true"});
        for (const auto& [field, definition] : table.at("fields").as_object())
            add_field(rows, name, field, definition);
    }
    return rows;
}

SampleValues values_of(const json::value& object) {
    SampleValues values;
    for (const auto& [name, value] : object.as_object())
        values[std::string(name)] = std::string(value.as_string());
    return values;
}

std::vector<std::string> texts_of(const json::value& array) {
    std::vector<std::string> texts;
    for (const auto& text : array.as_array()) texts.emplace_back(text.as_string());
    return texts;
}

std::vector<std::string> ids_of(const json::value& keys) {
    auto ids = texts_of(keys);
    for (auto& id : ids) id += std::string(30, '0');
    return ids;
}

class EncodedQueryVectors : public testing::Test {
protected:
    EncodedQueryVectors() : vectors_(load_vectors()), world_(definitions(vectors_)) {
        world_.now_ = *base::parse_utc(text_at(vectors_, "now"));
        world_.zone_ = text_at(vectors_, "zone");
        world_.scripts_ = values_of(vectors_.at("scripts"));
        world_.dynamic_filters_ = values_of(vectors_.at("dynamic"));
        for (const auto& row : vectors_.at("rows").as_array())
            world_.insert(std::string(row.as_array()[0].as_string()), values_of(row.as_array()[1]));
    }

    json::value vectors_;
    SampleWorld world_;
};

}  // namespace

TEST_F(EncodedQueryVectors, AreParsedIntoTheCanonicalSpelling) {
    for (const auto& vector : vectors_.at("parse").as_array()) {
        const auto& table = world_.dictionary().get(text_at(vector, "table"));
        const auto query = text_at(vector, "query");
        const auto parsed = parse_encoded_query(query, world_.dictionary(), table);
        const auto* dropped = vector.as_object().if_contains("dropped");

        EXPECT_EQ(to_string(parsed.query), text_at(vector, "is")) << query;
        EXPECT_EQ(parsed.dropped, dropped ? texts_of(*dropped) : std::vector<std::string>())
            << query;
        const auto again = parse_encoded_query(to_string(parsed.query), world_.dictionary(), table);
        EXPECT_EQ(to_string(again.query), to_string(parsed.query)) << query;
    }
}

TEST_F(EncodedQueryVectors, FindTheirRowsInTheDatabase) {
    for (const auto& vector : vectors_.at("match").as_array())
        EXPECT_EQ(world_.find_by_sql(text_at(vector, "table"), text_at(vector, "query")),
                  ids_of(vector.at("rows")))
            << text_at(vector, "query");
}

TEST_F(EncodedQueryVectors, FindTheirRowsInMemory) {
    for (const auto& vector : vectors_.at("match").as_array())
        EXPECT_EQ(world_.find_in_memory(text_at(vector, "table"), text_at(vector, "query")),
                  ids_of(vector.at("rows")))
            << text_at(vector, "query");
}

TEST_F(EncodedQueryVectors, SortRows) {
    for (const auto& vector : vectors_.at("order").as_array())
        EXPECT_EQ(world_.find_ordered(text_at(vector, "table"), text_at(vector, "query")),
                  ids_of(vector.at("rows")))
            << text_at(vector, "query");
}

TEST_F(EncodedQueryVectors, AskAboutChanges) {
    for (const auto& vector : vectors_.at("change").as_array())
        EXPECT_EQ(world_.matches_change(text_at(vector, "table"), text_at(vector, "query"),
                                        values_of(vector.at("old")), values_of(vector.at("new"))),
                  vector.at("is").as_bool())
            << text_at(vector, "query") << vector.at("old");
}

}  // namespace stead::model
