#include "record/password_policy.h"

#include <gtest/gtest.h>

namespace stead::record {

namespace {

const PasswordPolicy policy{8, 20, {"upper", "lower", "digit", "special"}, {"passw0rd!"}};

}  // namespace

TEST(PasswordPolicy, NamesTheRuleThatIsBroken) {
    EXPECT_EQ(policy.flaw("Ab1!", ""), "Use at least 8 characters.");
    EXPECT_EQ(policy.flaw("Ab1!Ab1!Ab1!Ab1!Ab1!x", ""), "Use at most 20 characters.");
    EXPECT_EQ(policy.flaw("correct-7", ""), "Use an upper-case letter.");
    EXPECT_EQ(policy.flaw("CORRECT-7", ""), "Use a lower-case letter.");
    EXPECT_EQ(policy.flaw("Correct-h", ""), "Use a digit.");
    EXPECT_EQ(policy.flaw("Correct77", ""),
              "Use a character that is neither a letter nor a digit.");
}

TEST(PasswordPolicy, RefusesWhatEverybodyTriesFirstAndTheUserId) {
    EXPECT_EQ(policy.flaw("PassW0rd!", ""), "This password is too easy to guess.");
    EXPECT_EQ(policy.flaw("Mira.Solheim-7", "mira.solheim"),
              "Leave the user ID out of the password.");
}

TEST(PasswordPolicy, TakesAGoodOneAndCountsCharactersNotBytes) {
    EXPECT_EQ(policy.flaw("Correct-horse-7", "mira"), "");
    EXPECT_EQ(policy.flaw("Žluťoučký-kůň-7Aa", "mira"), "");
}

}  // namespace stead::record
