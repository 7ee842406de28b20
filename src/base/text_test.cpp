#include "base/text.h"

#include <gtest/gtest.h>

namespace stead::base {
namespace {

using Parts = std::vector<std::string>;
using Pieces = std::vector<std::string_view>;

TEST(Text, SplitsKeepingEmptyParts) {
    EXPECT_EQ(split("a,b,,c", ','), (Pieces{"a", "b", "", "c"}));
    EXPECT_EQ(split("a,", ','), (Pieces{"a", ""}));
    EXPECT_EQ(split("", ','), Pieces{});
}

TEST(Text, SplitsListsOfNamesWithoutEmptyOnes) {
    EXPECT_EQ(split_names(" admin , ,itil,"), (Parts{"admin", "itil"}));
}

TEST(Text, JoinsWhatItSplit) {
    EXPECT_EQ(join(split_names("a|b", '|'), "|"), "a|b");
}

TEST(Text, TrimsAsciiWhiteSpaceOnly) {
    EXPECT_EQ(trim(" \t\r\n a b \n"), "a b");
    EXPECT_EQ(trim("\u00a0a"), "\u00a0a");
    EXPECT_EQ(trim("   "), "");
}

TEST(Text, ReadsANumberOnlyFromTheWholeText) {
    EXPECT_EQ(to_integer("-42"), -42);
    EXPECT_EQ(to_integer("42x"), std::nullopt);
    EXPECT_EQ(to_integer(""), std::nullopt);
    EXPECT_EQ(to_integer("99999999999999999999"), std::nullopt);
    EXPECT_EQ(to_number("1.5"), 1.5);
    EXPECT_EQ(to_number("1.5.2"), std::nullopt);
}

TEST(Text, KnowsThreeWordsForTrue) {
    for (const auto* word : {"true", "TRUE", "1", "yes"}) EXPECT_TRUE(is_true(word)) << word;
    for (const auto* word : {"false", "0", "", "on", "truethy"})
        EXPECT_FALSE(is_true(word)) << word;
}

TEST(Text, LowersAsciiLettersOnly) {
    EXPECT_EQ(lower("ÄBC"), "Äbc");
    EXPECT_TRUE(equals_ignoring_case("Content-Type", "content-TYPE"));
    EXPECT_FALSE(equals_ignoring_case("a", "ab"));
}

TEST(Text, ReplacesEveryOccurrenceOnce) {
    EXPECT_EQ(replace_all("aaa", "a", "aa"), "aaaaaa");
    EXPECT_EQ(replace_all("abc", "", "x"), "abc");
}

TEST(Text, KnowsWhatIsUtf8) {
    EXPECT_TRUE(is_valid_utf8("Grüße 😀"));
    EXPECT_FALSE(is_valid_utf8("\xff"));
    EXPECT_FALSE(is_valid_utf8("\xc0\xaf"));          // overlong
    EXPECT_FALSE(is_valid_utf8("\xed\xa0\x80"));      // surrogate
    EXPECT_FALSE(is_valid_utf8("\xf4\x90\x80\x80"));  // beyond U+10FFFF
    EXPECT_FALSE(is_valid_utf8("\xe2\x82"));          // cut short
}

TEST(Text, CleansWhatIsNotUtf8) {
    EXPECT_EQ(clean_utf8("a\xff"
                         "b"),
              "a\uFFFDb");
    EXPECT_EQ(clean_utf8(std::string_view("a\0b", 3)), "ab");
    EXPECT_TRUE(is_valid_utf8(clean_utf8("\xf0\x9f\x98\xe2\x82\xc3(")));
}

TEST(Text, CutsBetweenCharactersAndNotInside) {
    EXPECT_EQ(truncate_utf8("Grüße", 3), "Grü");
    EXPECT_EQ(truncate_utf8("😀😀", 1), "😀");
    EXPECT_EQ(truncate_utf8("ab", 5), "ab");
    EXPECT_EQ(utf8_length("Grüße 😀"), 7u);
}

TEST(Text, EscapesWhatMeansSomethingInHtml) {
    EXPECT_EQ(html_escape(R"(<a href="x" title='y'>&</a>)"),
              "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
}

TEST(Text, ComparesSecrets) {
    EXPECT_TRUE(equals_in_constant_time("secret", "secret"));
    EXPECT_FALSE(equals_in_constant_time("secret", "secreT"));
    EXPECT_FALSE(equals_in_constant_time("secret", "secret1"));
}

}  // namespace
}  // namespace stead::base
