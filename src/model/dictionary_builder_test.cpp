#include "model/dictionary_builder.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace stead::model {

namespace {

FieldRow field(std::string table, std::string element, std::string type,
               std::string reference = {}) {
    return {.table = std::move(table),
            .element = std::move(element),
            .internal_type = std::move(type),
            .reference = std::move(reference)};
}

TableRow table(std::string name, std::string super_class = {}) {
    return {.name = std::move(name), .super_class = std::move(super_class), .extensible = true};
}

// work ← order ← urgent_order, work ← visit; a plain table site.
DictionaryRows sample() {
    DictionaryRows rows;
    rows.tables = {table("urgent_order", "order"), table("order", "work"), table("visit", "work"),
                   table("work"), TableRow{.name = "site"}};
    rows.fields = {field("work", "number", "string"),
                   field("work", "state", "integer"),
                   field("work", "parent", "reference", "work"),
                   field("work", "site", "reference", "site"),
                   field("order", "rating", "integer"),
                   field("visit", "rating", "string"),
                   field("order", "notes", "html"),
                   field("site", "name", "string"),
                   field("site", "city", "string")};
    return rows;
}

std::shared_ptr<const Dictionary> build(const DictionaryRows& rows) {
    std::vector<std::string> problems;
    auto dictionary = build_dictionary(rows, problems);
    EXPECT_EQ(problems, std::vector<std::string>());
    return dictionary;
}

std::vector<std::string> problems_of(const DictionaryRows& rows) {
    std::vector<std::string> problems;
    build_dictionary(rows, problems);
    return problems;
}

bool has_index(const db::Schema& schema, const std::vector<std::string>& columns) {
    for (const auto& index : schema.indexes)
        if (index.columns == columns) return true;
    return false;
}

}  // namespace

TEST(DictionaryBuilder, GivesEveryTableTheSystemFields) {
    const auto dictionary = build(sample());

    for (const auto* name : {"sys_id", "sys_created_on", "sys_created_by", "sys_updated_on",
                             "sys_updated_by", "sys_mod_count", "sys_domain", "sys_domain_path"})
        EXPECT_NE(dictionary->get("site").find(name), nullptr) << name;
    EXPECT_EQ(dictionary->get("site").find("sys_class_name"), nullptr);
    EXPECT_NE(dictionary->get("visit").find("sys_class_name"), nullptr);
}

TEST(DictionaryBuilder, LetsChildrenInheritWhateverTheOrderOfRows) {
    const auto dictionary = build(sample());
    const auto& urgent = dictionary->get("urgent_order");

    EXPECT_EQ(urgent.get("state").declared_by, "work");
    EXPECT_EQ(urgent.get("notes").declared_by, "order");
    EXPECT_EQ(urgent.root, &dictionary->get("work"));
    EXPECT_EQ(dictionary->get("work").descendants.size(), 4u);
    EXPECT_EQ(dictionary->get("work").descendants[0], "work");
    EXPECT_EQ(dictionary->get("order").descendants,
              (std::vector<std::string>{"order", "urgent_order"}));
    EXPECT_TRUE(urgent.is_a("work"));
    EXPECT_FALSE(dictionary->get("visit").is_a("order"));
}

TEST(DictionaryBuilder, NumbersFieldsByTheirPosition) {
    const auto dictionary = build(sample());

    for (const auto& table : dictionary->tables())
        for (std::size_t i = 0; i < table->fields().size(); ++i)
            EXPECT_EQ(table->fields()[i].index, static_cast<int>(i));
}

TEST(DictionaryBuilder, AppliesOverridesToTheTableAndItsChildren) {
    auto rows = sample();
    rows.overrides = {{.table = "order", .element = "state", .label = "Order state"}};
    rows.overrides[0].mandatory = true;
    const auto dictionary = build(rows);

    EXPECT_EQ(dictionary->get("urgent_order").get("state").label, "Order state");
    EXPECT_TRUE(dictionary->get("urgent_order").get("state").mandatory);
    EXPECT_EQ(dictionary->get("visit").get("state").label, "State");
}

TEST(DictionaryBuilder, TakesTheChoicesOfTheNearestTable) {
    auto rows = sample();
    rows.choices = {{"work", "state", {.value = "2", .label = "Done", .sequence = 20}},
                    {"work", "state", {.value = "1", .label = "Open", .sequence = 10}},
                    {"order", "state", {.value = "7", .label = "Ordered"}}};
    const auto dictionary = build(rows);

    EXPECT_EQ(dictionary->get("visit").get("state").choices[0].label, "Open");
    EXPECT_EQ(dictionary->get("urgent_order").get("state").choices.size(), 1u);
    EXPECT_EQ(dictionary->get("urgent_order").get("state").find_choice("7")->label, "Ordered");
    EXPECT_EQ(dictionary->get("urgent_order").get("state").find_choice("1"), nullptr);
}

TEST(DictionaryBuilder, ChoosesTheDisplayField) {
    auto rows = sample();
    rows.fields.push_back(field("work", "title", "string"));
    rows.fields.back().display = true;
    rows.overrides = {{.table = "visit", .element = "number"}};
    rows.overrides[0].display = true;
    const auto dictionary = build(rows);

    EXPECT_EQ(dictionary->get("urgent_order").display_field().name, "title");
    EXPECT_EQ(dictionary->get("visit").display_field().name, "number");
    EXPECT_EQ(dictionary->get("site").display_field().name, "name");
    EXPECT_EQ(build(sample())->get("visit").display_field().name, "number");
}

TEST(DictionaryBuilder, SharesTheNumberFormatWithChildrenThatHaveNone) {
    auto rows = sample();
    rows.numbers = {{"work", {.prefix = "WRK"}}, {"order", {.prefix = "ORD"}}};
    const auto dictionary = build(rows);

    EXPECT_EQ(dictionary->get("visit").number->table, "work");
    EXPECT_EQ(dictionary->get("urgent_order").number->prefix, "ORD");
}

TEST(DictionaryBuilder, GivesSiblingsWithOtherStorageTheirOwnColumn) {
    const auto dictionary = build(sample());

    EXPECT_EQ(dictionary->get("order").get("rating").column, "rating");
    EXPECT_EQ(dictionary->get("urgent_order").get("rating").column, "rating");
    EXPECT_EQ(dictionary->get("visit").get("rating").column, "rating__text");
}

TEST(DictionaryBuilder, ReportsEveryMistakeAndKeepsTheRest) {
    auto rows = sample();
    rows.tables.push_back(table("lost", "nowhere"));
    rows.tables.push_back(table("a", "b"));
    rows.tables.push_back(table("b", "a"));
    rows.tables.push_back(table("Bad\"name"));
    rows.fields.push_back(field("site", "owner", "reference", "nobody"));
    rows.fields.push_back(field("site", "shape", "octagon"));
    rows.fields.push_back(field("site", "x\" text); --", "string"));
    rows.fields.push_back(field("order", "state", "string"));
    rows.fields.push_back(field("site", "city", "string"));
    std::vector<std::string> problems;
    const auto dictionary = build_dictionary(rows, problems);

    EXPECT_EQ(problems.size(), 9u) << ::testing::PrintToString(problems);
    EXPECT_EQ(dictionary->tables().size(), 5u);
    EXPECT_EQ(dictionary->get("site").find("owner"), nullptr);
    EXPECT_NE(dictionary->get("site").find("city"), nullptr);
    EXPECT_EQ(dictionary->get("order").get("state").type->name, "integer");
    EXPECT_THROW(dictionary->get("lost"), base::Error);
}

TEST(DictionaryBuilder, NamesTheUnknownType) {
    auto rows = sample();
    rows.fields.push_back(field("site", "owner", "refernce", "site"));

    EXPECT_EQ(problems_of(rows),
              std::vector<std::string>{"site.owner: unknown field type \"refernce\""});
}

TEST(Schema, HoldsAllColumnsOfTheHierarchyWithLongTextLast) {
    const auto dictionary = build(sample());
    const auto schema = schema_of(*dictionary, dictionary->get("work"));

    EXPECT_EQ(schema.table, "work");
    EXPECT_EQ(schema.columns[0].name, "sys_id");
    EXPECT_EQ(schema.columns.back().name, "notes");
    int ratings = 0;
    for (const auto& column : schema.columns) ratings += column.name.starts_with("rating");
    EXPECT_EQ(ratings, 2);
}

TEST(Schema, EndsEveryCompositeIndexWithTheClass) {
    auto rows = sample();
    rows.tables[1].indexes = "site,state; rating";
    rows.fields[2].index = true;
    const auto dictionary = build(rows);
    const auto work = schema_of(*dictionary, dictionary->get("work"));

    EXPECT_TRUE(has_index(work, {"sys_id"}));
    EXPECT_TRUE(has_index(work, {"site", "state", "sys_class_name"}));
    EXPECT_TRUE(has_index(work, {"rating", "sys_class_name"}));
    EXPECT_TRUE(has_index(work, {"parent", "sys_class_name"}));
    EXPECT_TRUE(has_index(work, {"number", "sys_class_name"}));
    EXPECT_TRUE(has_index(work, {"sys_updated_on", "sys_class_name"}));
    EXPECT_TRUE(has_index(schema_of(*dictionary, dictionary->get("site")), {"sys_created_on"}));
}

TEST(Path, FollowsReferencesAndStepsDownToDescendants) {
    const auto dictionary = build(sample());
    const auto& work = dictionary->get("work");

    EXPECT_EQ(find_path(*dictionary, work, "parent.parent.site.city")->last().name, "city");
    EXPECT_EQ(find_path(*dictionary, work, "parent.ref_order.rating")->tables.back()->name,
              "order");
    EXPECT_TRUE(find_path(*dictionary, work, "ref_visit.rating"));
    EXPECT_TRUE(find_path(*dictionary, dictionary->get("order"), "ref_visit.rating"));
    for (const auto* wrong : {"", ".", "site.", ".site", "number.site", "site.nothing", "rating",
                              "ref_site.city", "ref_visit", "parent..site"})
        EXPECT_FALSE(find_path(*dictionary, work, wrong)) << wrong;
}

TEST(Dictionary, FindsTheReferencesToATableAndItsAncestors) {
    const auto dictionary = build(sample());

    const auto references = dictionary->references_to(dictionary->get("visit"));

    ASSERT_EQ(references.size(), 1u);
    EXPECT_EQ(references[0].table->name, "work");
    EXPECT_EQ(references[0].field->name, "parent");
}

TEST(Field, ReadsItsAttributes) {
    Field field;
    field.attributes = "scale=4, no_audit,format=none";

    EXPECT_EQ(field.attribute("scale"), "4");
    EXPECT_EQ(field.attribute("no_audit"), "true");
    EXPECT_EQ(field.attribute("form"), "");
}

}  // namespace stead::model
