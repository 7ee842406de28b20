#include "http/cookies.h"

#include <gtest/gtest.h>

namespace stead::http {

TEST(Cookies, AreFoundByTheirExactName) {
    Request request;
    request.headers.add("Cookie", "a=1; JSESSIONID=x=y; quoted=\"z\"; a=2");

    EXPECT_EQ(cookie(request, "JSESSIONID"), "x=y");
    EXPECT_EQ(cookie(request, "quoted"), "z");
    EXPECT_EQ(cookie(request, "a"), "1");
    EXPECT_FALSE(cookie(request, "jsessionid"));
}

TEST(Cookies, AreFoundInSeveralHeaders) {
    Request request;
    request.headers.add("Cookie", "a=1");
    request.headers.add("cookie", "b=2");

    EXPECT_EQ(cookie(request, "b"), "2");
}

TEST(Cookies, AreWrittenWithTheirAttributes) {
    Cookie session;
    session.name = "JSESSIONID";
    session.value = "abc";
    session.max_age = std::chrono::seconds(60);
    session.secure = true;

    EXPECT_EQ(set_cookie(session),
              "JSESSIONID=abc; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax");
}

TEST(Cookies, CannotGainAttributesThroughTheirValue) {
    Cookie hostile;
    hostile.name = "a";
    hostile.value = "b; Domain=evil\r\nX: y";

    EXPECT_EQ(set_cookie(hostile), "a=bDomain=evilX:y; Path=/; HttpOnly; SameSite=Lax");
}

}  // namespace stead::http
