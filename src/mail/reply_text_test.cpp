#include "mail/reply_text.h"

#include <gtest/gtest.h>

namespace stead::mail {
namespace {

const std::vector<ReplySeparator> separators = {
    {"Please type your reply above this line", false},
    {"-----Original Message-----", false},
    {"^\\s*On .{5,200}wrote:\\s*$", true},
    {"^\\s*From:\\s.+\\r?\\n\\s*(Sent|Date):\\s", true}};

TEST(ReplyText, EndsWhereTheHistoryBegins) {
    EXPECT_EQ(latest_words("Thanks!\n\nOn Monday, Mira wrote:\n> old\n", separators), "Thanks!");
    EXPECT_EQ(latest_words("Yes\n-----Original Message-----\nold", separators), "Yes");
    EXPECT_EQ(latest_words("Yes\n\nFrom: Mira\nSent: Monday\nold", separators), "Yes");
}

TEST(ReplyText, KnowsTheSentenceThatAMailProgramWrapped) {
    EXPECT_EQ(latest_words("Yes\n\nOn Mon, 2 Mar 2026 at 10:02, Larkfield\n<s@x.example> wrote:\n\n"
                           "> old",
                           separators),
              "Yes");
}

TEST(ReplyText, TakesWhatStandsBelowTheHistoryWhenNothingStandsAbove) {
    EXPECT_EQ(latest_words("On Monday, Mira wrote:\n> old\n> older\n\nMy answer", separators),
              "My answer");
}

TEST(ReplyText, KeepsAMailThatQuotesNothing) {
    EXPECT_EQ(latest_words("One\n\nTwo", separators), "One\n\nTwo");
}

TEST(ReplyText, DropsOurWatermarkAndTrailingQuotes) {
    EXPECT_EQ(latest_words("Yes Ref:MSG0001001_00112233445566778899\n> a\n>\n", separators), "Yes");
}

TEST(ReplyText, OnlyTheHistoryLeavesTheHistory) {
    EXPECT_EQ(latest_words("> a\n> b", {}), "> a\n> b");
}

TEST(ReplyText, APatternThatIsNoneIsLeftOut) {
    EXPECT_EQ(latest_words("a\nb", {{"([", true}}), "a\nb");
}

TEST(ReplyText, ALongLineDoesNotTieUpThePatterns) {
    const std::string line = "On " + std::string(1 << 20, 'a');
    EXPECT_EQ(latest_words(line, separators), line);
}

}  // namespace
}  // namespace stead::mail
