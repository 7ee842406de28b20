#include "plugin/definition.h"

#include <gtest/gtest.h>

#include "model/dictionary_builder.h"
#include "plugin/row_index.h"
#include "plugin/translation.h"

namespace stead::plugin {
namespace {

SourceFolder folder(std::string name, std::string text) {
    return {std::move(name), {{"thing.toml", std::move(text)}}};
}

Definition read(const SourceFolder& source, const std::string& id, Problems& problems) {
    Manifest manifest;
    manifest.id = id;
    manifest.folder = source.name;
    return read_definition(source, manifest, {}, problems);
}

constexpr const char* thing = R"(
[table.thing]
label = "Thing"
[table.thing.fields]
name  = { type = "string", label = "Name", display = true }
colour = { type = "strnig", label = "Colour" }
)";

TEST(Definition, SaysFileAndLineOfAnUnknownFieldType) {
    Problems problems;
    const auto source = folder("things", thing);

    read(source, "things", problems);

    EXPECT_EQ(to_string(problems), "things/thing.toml:6: unknown field type \"strnig\"");
}

TEST(Definition, ListsAllMistakesAtOnce) {
    Problems problems;
    const auto source = folder(
        "things", "[table.a]\nlable = \"A\"\n[acl.a]\nread = [ { rolls = \"x\" } ]\n[oops]\n");

    read(source, "things", problems);

    EXPECT_EQ(problems.size(), 3U);
}

TEST(Definition, KeepsTheOrderOfFields) {
    Problems problems;
    const auto source =
        folder("things",
               "[table.t.fields]\nzebra = { type = \"string\" }\napple = { type = \"string\" }\n");

    const auto definition = read(source, "things", problems);

    ASSERT_EQ(definition.dictionary.fields.size(), 2U);
    EXPECT_EQ(definition.dictionary.fields[0].element, "zebra");
}

TEST(Definition, TakesPartsForAnotherPluginOnlyWhileThatIsActive) {
    Problems problems;
    const SourceFolder source{"things", {{"with/other/more.toml", "[[thing]]\nname = \"x\"\n"}}};
    Manifest manifest;
    manifest.folder = "things";

    EXPECT_TRUE(read_definition(source, manifest, {}, problems).rows.empty());
    EXPECT_EQ(read_definition(source, manifest, {"other"}, problems).rows.size(), 1U);
}

TEST(Translation, OfWhatDoesNotExistIsAMistakeAtItsLine) {
    Problems problems;
    const SourceFolder source{
        "things",
        {{"i18n/de.toml",
          "[table.thing]\nlabel = \"Ding\"\n[table.thing.fields]\n"
          "name = \"Name\"\nsize = \"Größe\"\n[table.think]\nlabel = \"Denk\"\n"},
         {"thing.toml",
          "[table.thing]\nlabel = \"Thing\"\n[table.thing.fields]\n"
          "name = { type = \"string\" }\n"}}};
    const auto definition = read(source, "things", problems);
    std::vector<std::string> mistakes;
    const auto dictionary = model::build_dictionary(definition.dictionary, mistakes);

    check_translations(definition, *dictionary, problems);

    EXPECT_EQ(to_string(problems),
              "things/i18n/de.toml:5: translates an unknown field \"size\" of thing\n"
              "things/i18n/de.toml:6: translates an unknown table \"think\"");
}

TEST(Translation, BecomesRowsOfTheFilesLanguage) {
    Problems problems;
    const SourceFolder source{"things",
                              {{"i18n/de.toml", "[message]\n\"Save\" = \"Speichern\"\n"}}};

    const auto definition = read(source, "things", problems);

    ASSERT_EQ(definition.rows.size(), 1U);
    EXPECT_EQ(definition.rows[0].table, "sys_ui_message");
    EXPECT_EQ(definition.rows[0].find("language")->text, "de");
    EXPECT_EQ(definition.rows[0].find("message")->text, "Speichern");
}

TEST(RowIndex, MeansThePluginsOwnRowByAKeyThatTwoPluginsUse) {
    Problems problems;
    const std::string tables =
        "[table.t]\nlabel = \"T\"\n[table.t.fields]\nname = { type = \"string\" }\n";
    const auto first_source = folder("first", tables + "[[t]]\n_key = \"k\"\nname = \"one\"\n");
    const auto second_source = folder("second", "[[t]]\n_key = \"k\"\nname = \"two\"\n");
    auto first = read(first_source, "first", problems);
    auto second = read(second_source, "second", problems);
    std::vector<std::string> mistakes;
    const auto dictionary = model::build_dictionary(first.dictionary, mistakes);
    RowIndex index(*dictionary);
    std::erase_if(first.rows, [](const RowDefinition& row) { return row.table != "t"; });

    index.add(first, problems);
    index.add(second, problems);

    EXPECT_EQ(index.by_key(dictionary->get("t"), "k", "second"), second.rows[0].sys_id);
    EXPECT_EQ(index.by_key(dictionary->get("t"), "k", "first"), first.rows[0].sys_id);
}

TEST(FolderOf, DropsTheVendorsPrefixes) {
    EXPECT_EQ(folder_of("com.snc.blue_things"), "blue_things");
    EXPECT_EQ(folder_of("com.sn_ab"), "ab");
    EXPECT_EQ(folder_of("com.glide.stones"), "stones");
}

}  // namespace
}  // namespace stead::plugin
