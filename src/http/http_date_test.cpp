#include "http/http_date.h"

#include <gtest/gtest.h>

namespace stead::http {

TEST(HttpDate, IsWrittenAndReadBack) {
    const base::Time time(std::chrono::seconds(784111777));

    EXPECT_EQ(format_http_date(time), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), time);
    EXPECT_EQ(format_http_date(base::Time(std::chrono::seconds(951782400))),
              "Tue, 29 Feb 2000 00:00:00 GMT");
}

TEST(HttpDate, RefusesWhatIsNoDate) {
    EXPECT_FALSE(parse_http_date(""));
    EXPECT_FALSE(parse_http_date("Sun, 06 Nov 1994 08:49:37 CET"));
    EXPECT_FALSE(parse_http_date("Sun, 31 Feb 1994 08:49:37 GMT"));
    EXPECT_FALSE(parse_http_date("Sun, 06 Foo 1994 08:49:37 GMT"));
    EXPECT_FALSE(parse_http_date("Sun, 06 Nov 1994 24:00:00 GMT"));
}

}  // namespace stead::http
