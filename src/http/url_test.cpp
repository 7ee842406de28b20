#include "http/url.h"

#include <gtest/gtest.h>

namespace stead::http {

TEST(Url, DecodesTriplesAndKeepsWhatIsNone) {
    EXPECT_EQ(percent_decode("a%20b%C3%bc"), "a bü");
    EXPECT_EQ(percent_decode("100%"), "100%");
    EXPECT_EQ(percent_decode("%zz%4"), "%zz%4");
    EXPECT_EQ(percent_decode("a+b"), "a+b");
    EXPECT_EQ(percent_decode("a+b", Plus::space), "a b");
}

TEST(Url, EncodesAllThatIsNotUnreserved) {
    EXPECT_EQ(percent_encode("a b/ü&=~-._"), "a%20b%2F%C3%BC%26%3D~-._");
}

TEST(Query, SplitsEachPairAtItsFirstEqualsSign) {
    const auto query = Query::parse("sysparm_query=active=true^nameLIKEa b>1&sysparm_limit=1");

    EXPECT_EQ(query.get("sysparm_query"), "active=true^nameLIKEa b>1");
    EXPECT_EQ(query.get("sysparm_limit"), "1");
}

TEST(Query, LetsTheLastOneOfARepeatedKeyWin) {
    EXPECT_EQ(Query::parse("a=1&a=2").get("a"), "2");
}

TEST(Query, TellsAnEmptyValueFromNone) {
    const auto query = Query::parse("a=&b&&=c");

    ASSERT_NE(query.find("a"), nullptr);
    EXPECT_EQ(*query.find("a"), "");
    EXPECT_NE(query.find("b"), nullptr);
    EXPECT_EQ(query.find("c"), nullptr);
    EXPECT_EQ(query.get(""), "c");
}

TEST(Query, IsTextAgain) {
    auto query = Query::parse("a=1+2&b=%26");
    query.set("sysparm_offset", "20");

    EXPECT_EQ(query.text(), "a=1%202&b=%26&sysparm_offset=20");
}

}  // namespace stead::http
