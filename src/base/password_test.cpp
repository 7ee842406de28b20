#include "base/password.h"

#include <gtest/gtest.h>

namespace stead::base {
namespace {

TEST(Password, IsKnownByItsHashOnly) {
    const auto hash = hash_password("Correct-horse-7");

    EXPECT_TRUE(verify_password("Correct-horse-7", hash));
    EXPECT_FALSE(verify_password("correct-horse-7", hash));
    EXPECT_FALSE(verify_password("", hash));
    EXPECT_NE(hash, hash_password("Correct-horse-7"));
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
}

TEST(Password, MatchesNothingThatIsNoHash) {
    EXPECT_FALSE(verify_password("", ""));
    EXPECT_FALSE(verify_password("plain", "plain"));
    EXPECT_FALSE(verify_password("anything", dummy_password_hash()));
}

}  // namespace
}  // namespace stead::base
