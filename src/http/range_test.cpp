#include "http/range.h"

#include <gtest/gtest.h>

namespace stead::http {

namespace {

using Kind = RangeAnswer::Kind;

void expect_part(std::string_view header, std::uint64_t first, std::uint64_t last) {
    const auto answer = parse_range(header, 1000);
    EXPECT_EQ(answer.kind, Kind::part) << header;
    EXPECT_EQ(answer.range.first, first) << header;
    EXPECT_EQ(answer.range.last, last) << header;
}

}  // namespace

TEST(Range, IsAPartOfTheBody) {
    expect_part("bytes=0-499", 0, 499);
    expect_part("bytes=500-", 500, 999);
    expect_part("bytes=-100", 900, 999);
    expect_part("bytes=-5000", 0, 999);
    expect_part("bytes=990-2000", 990, 999);
}

TEST(Range, BeyondTheEndIsImpossible) {
    EXPECT_EQ(parse_range("bytes=1000-", 1000).kind, Kind::impossible);
    EXPECT_EQ(parse_range("bytes=-0", 1000).kind, Kind::impossible);
    EXPECT_EQ(parse_range("bytes=0-", 0).kind, Kind::impossible);
}

TEST(Range, ThatIsNotUnderstoodMeansTheWhole) {
    for (const auto* header : {"", "lines=1-2", "bytes=2-1", "bytes=a-b", "bytes=1",
                               "bytes=1-2,4-5", "bytes=-1-2", "bytes=99999999999999999999-"}) {
        EXPECT_EQ(parse_range(header, 1000).kind, Kind::whole) << header;
    }
}

}  // namespace stead::http
