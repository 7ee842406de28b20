#include "engine/mail_address.h"

#include <gtest/gtest.h>

namespace stead::engine {
namespace {

TEST(MailAddress, ReadsNamesQuotesAndPlainAddresses) {
    const auto found = parse_mail_addresses(
        "Mira <mira@x.example>, \"Reyes, Omar\" <omar@x.example>; plain@x.example,");

    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0], (MailAddress{"Mira", "mira@x.example"}));
    EXPECT_EQ(found[1], (MailAddress{"Reyes, Omar", "omar@x.example"}));
    EXPECT_EQ(found[2], (MailAddress{"", "plain@x.example"}));
}

TEST(MailAddress, KeepsWhatIsNoAddressSoThatItCanBeNamed) {
    const auto found = parse_mail_addresses("nobody, a@b");

    ASSERT_EQ(found.size(), 2U);
    EXPECT_FALSE(is_mail_address(found[0].address));
    EXPECT_TRUE(is_mail_address(found[1].address));
}

TEST(MailAddress, RefusesWhatWouldEndACommandOrAHeader) {
    EXPECT_FALSE(is_mail_address("a@b.example\r\nBcc: c@d.example"));
    EXPECT_FALSE(is_mail_address("a b@c.example"));
    EXPECT_FALSE(is_mail_address("a@b@c.example"));
    EXPECT_FALSE(is_mail_address("@c.example"));
    EXPECT_FALSE(is_mail_address("a@"));
    EXPECT_FALSE(is_mail_address(std::string(250, 'a') + "@c.example"));
}

TEST(MailAddress, AStarStandsForAnyText) {
    EXPECT_TRUE(matches_wildcard("*.example", "Mail.EXAMPLE"));
    EXPECT_TRUE(matches_wildcard("*", ""));
    EXPECT_TRUE(matches_wildcard("a*c*", "abcabcx"));
    EXPECT_FALSE(matches_wildcard("*.example", "mail.example.org"));
    EXPECT_FALSE(matches_wildcard("", "x"));
}

}  // namespace
}  // namespace stead::engine
