#include "mail/encoded_words.h"

#include <gtest/gtest.h>

#include "mail/mime.h"

namespace stead::mail {
namespace {

std::string read(const std::string& header) {
    start_mime();
    const auto options = lenient_options();
    return decode_header(options.get(), header);
}

TEST(EncodedWords, WordsThatFollowEachOtherAreOneText) {
    EXPECT_EQ(read("=?utf-8?B?U3Ryw7htYnJ1ZGQgaQ==?= =?utf-8?B?IGtqw7hra2VuZXQ=?="),
              "Strømbrudd i kjøkkenet");
    EXPECT_EQ(read("=?utf-8?Q?a?= b =?utf-8?Q?c?="), "a b c");
    EXPECT_EQ(read("=?utf-8?Q?a?= =?iso-8859-1?Q?=E9?="), "aé");
}

TEST(EncodedWords, ALetterMayBeCutInTwo) {
    EXPECT_EQ(read("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?="), "café");
}

TEST(EncodedWords, WhatIsNoneStays) {
    EXPECT_EQ(join_encoded_words("a =? b ?= =?x?Z?y?= =?utf-8?Q?open"),
              "a =? b ?= =?x?Z?y?= =?utf-8?Q?open");
}

TEST(EncodedWords, AnEncodedAddressStaysAName) {
    const auto joined = join_encoded_words("=?utf-8?Q?boss=40x.example=3E?= <mallory@y.example>");
    EXPECT_TRUE(joined.ends_with(" <mallory@y.example>"));
    EXPECT_EQ(joined.find("boss@"), std::string::npos);
}

}  // namespace
}  // namespace stead::mail
