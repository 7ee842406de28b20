#include "http/basic_auth.h"

#include <gtest/gtest.h>

namespace stead::http {

TEST(BasicAuth, SplitsAtTheFirstColon) {
    const auto credentials = basic_credentials("Basic QWxhZGRpbjpvcGVuOnNlc2FtZQ==");

    ASSERT_TRUE(credentials);
    EXPECT_EQ(credentials->user, "Aladdin");
    EXPECT_EQ(credentials->password, "open:sesame");
}

TEST(BasicAuth, TakesTheSchemeInAnyCase) {
    EXPECT_TRUE(basic_credentials("bASIC YTpi"));
    EXPECT_EQ(bearer_token("bearer  abc.def "), "abc.def");
}

TEST(BasicAuth, RefusesOtherSchemesAndBrokenText) {
    EXPECT_FALSE(basic_credentials("Bearer YTpi"));
    EXPECT_FALSE(basic_credentials("Basic YT pi"));
    EXPECT_FALSE(basic_credentials("Basic YWI="));
    EXPECT_FALSE(basic_credentials("Basic"));
    EXPECT_FALSE(basic_credentials(""));
    EXPECT_EQ(bearer_token("Basic abc"), "");
}

TEST(Base64, DecodesEveryByteWithAndWithoutPadding) {
    EXPECT_EQ(base64_decode("/+8A"), std::string("\xff\xef\0", 3));
    EXPECT_EQ(base64_decode("YQ=="), "a");
    EXPECT_EQ(base64_decode("YQ"), "a");
    EXPECT_EQ(base64_decode(""), "");
    EXPECT_FALSE(base64_decode("Y"));
    EXPECT_FALSE(base64_decode("YQ==YQ=="));
}

}  // namespace stead::http
