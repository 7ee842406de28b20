#include "rest/ui/email.h"

#include <gtest/gtest.h>

namespace stead::rest::ui {

namespace {

TEST(MailAddress, IsWhatPeopleType) {
    EXPECT_TRUE(is_address("mira@hotel.example"));
    EXPECT_TRUE(is_address("Mira Solheim <mira@hotel.example>"));
}

TEST(MailAddress, AddsNoHeaderAndNoSecondRecipient) {
    EXPECT_FALSE(is_address("mira@hotel.example\r\nBcc: all@hotel.example"));
    EXPECT_FALSE(is_address("mira@hotel.example,all@hotel.example"));
    EXPECT_FALSE(is_address("mira@hotel.example;all@hotel.example"));
}

TEST(MailAddress, HasOneSideBeforeAndOneAfterOneAt) {
    EXPECT_FALSE(is_address(""));
    EXPECT_FALSE(is_address("mira"));
    EXPECT_FALSE(is_address("@hotel.example"));
    EXPECT_FALSE(is_address("mira@"));
    EXPECT_FALSE(is_address("mira@hotel@example"));
    EXPECT_FALSE(is_address("Mira <mira@hotel.example> Solheim"));
}

}  // namespace

}  // namespace stead::rest::ui
