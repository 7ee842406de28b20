#include <gtest/gtest.h>

#include <chrono>

#include "model/dictionary_builder.h"
#include "model/encoded_query.h"

namespace stead::model {

namespace {

std::shared_ptr<const Dictionary> sample() {
    DictionaryRows rows;
    rows.tables = {{.name = "work"}};
    rows.fields = {
        {.table = "work", .element = "title", .internal_type = "string"},
        {.table = "work", .element = "size", .internal_type = "integer"},
        {.table = "work", .element = "parent", .internal_type = "reference", .reference = "work"}};
    std::vector<std::string> problems;
    return build_dictionary(rows, problems);
}

ParsedQuery parse(const std::string& text) {
    static const auto dictionary = sample();
    return parse_encoded_query(text, *dictionary, dictionary->get("work"));
}

std::string repeat(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

TEST(QueryParser, JoinsWithOrOnlyTheConditionThatSaysSo) {
    const auto query = parse("size=1^ORsize=2^title=x").query;

    ASSERT_EQ(query.any.size(), 1u);
    ASSERT_EQ(query.any[0].all.size(), 2u);
    EXPECT_EQ(query.any[0].all[0].any.size(), 2u);
    EXPECT_EQ(query.any[0].all[1].any.size(), 1u);
}

TEST(QueryParser, KnowsTheTableThatItParsedFor) {
    EXPECT_EQ(parse("").query.table, "work");
}

TEST(QueryParser, KeepsAnEscapedCaretFromEndingTheValue) {
    const auto query = parse("title=a^^size=1").query;

    ASSERT_EQ(query.any[0].all.size(), 1u);
    EXPECT_EQ(query.any[0].all[0].any[0].value, "a^size=1");
}

TEST(QueryParser, LimitsHowDeepSemiJoinsNest) {
    const auto deep =
        repeat("RLQUERYwork.parent,>=1^", 100) + "size=1" + repeat("^ENDRLQUERY", 100) + "^size=2";
    const auto parsed = parse(deep);

    EXPECT_FALSE(parsed.dropped.empty());
}

// Each of these is what a careless parser takes seconds for.
TEST(QueryParser, TakesTimeInProportionToTheText) {
    const std::vector<std::string> hostile = {
        repeat("a", 1 << 20),
        repeat("title", 1 << 18),
        repeat("parent.", 1 << 17),
        repeat("^", 1 << 20),
        repeat("title=^^", 1 << 17),
        repeat("^ORtitle=javascript:'", 1 << 15),
        repeat("^title=javascript:\"'", 1 << 15),
        repeat("RLQUERYwork.parent,>=1^", 1 << 15),
        repeat("JOINwork.parent=work.sys_id!", 1 << 15),
        repeat("SUBQUERYparent,sys_id,work^", 1 << 15),
        repeat("^NQ^ORDERBYtitle", 1 << 15),
        repeat("sys_tags.", 1 << 15),
    };
    const auto start = std::chrono::steady_clock::now();
    for (const auto& text : hostile) parse(text);

    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(QueryParser, ReadsNoZeroBytes) {
    using namespace std::string_literals;

    EXPECT_EQ(to_string(parse("titleLIKE\0x^title=a"s).query), "title=a");
}

TEST(QueryParser, SpellsEveryOperatorItReads) {
    for (int i = 0; i < static_cast<int>(Operator::text_search); ++i) {
        const auto op = static_cast<Operator>(i);
        const auto found = find_operator(spelling(op));

        ASSERT_TRUE(found) << spelling(op);
        EXPECT_EQ(found->op, op);
        EXPECT_EQ(found->length, spelling(op).size());
    }
}

}  // namespace stead::model
