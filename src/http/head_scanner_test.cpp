#include "http/head_scanner.h"

#include <gtest/gtest.h>

#include <string>

namespace stead::http {

namespace {

using State = HeadScanner::State;

State scan(std::string_view bytes, const HeadLimits& limits = {}) {
    return HeadScanner(limits).scan(bytes);
}

}  // namespace

TEST(HeadScanner, FindsTheEndWhereverTheBytesAreCut) {
    const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    const std::string bytes = head + "body\r\n\r\n";
    HeadScanner scanner{HeadLimits()};

    for (std::size_t size = 0; size < head.size(); ++size) {
        EXPECT_EQ(scanner.scan(std::string_view(bytes).substr(0, size)), State::incomplete) << size;
    }
    EXPECT_EQ(scanner.scan(bytes), State::complete);
    EXPECT_EQ(scanner.length(), head.size());
}

TEST(HeadScanner, RefusesLineBreaksThatOthersReadDifferently) {
    EXPECT_EQ(scan("GET / HTTP/1.1\nHost: a\r\n\r\n"), State::malformed);
    EXPECT_EQ(scan("GET / HTTP/1.1\r\nHost: a\n"), State::malformed);
    EXPECT_EQ(scan("\n"), State::malformed);
}

TEST(HeadScanner, RefusesFoldedFields) {
    EXPECT_EQ(scan("GET / HTTP/1.1\r\nA: b\r\n\tc\r\n"), State::malformed);
    EXPECT_EQ(scan("GET / HTTP/1.1\r\n Host: a\r\n"), State::malformed);
}

TEST(HeadScanner, RefusesWhatDoesNotBeginLikeAMethod) {
    EXPECT_EQ(scan("\x16\x03\x01"), State::malformed);
    EXPECT_EQ(scan(" GET"), State::malformed);
}

TEST(HeadScanner, CountsTargetHeadAndFields) {
    const HeadLimits limits{.target = 10, .head = 100, .fields = 2};

    EXPECT_EQ(scan("GET /234567890 HTTP/1.1\r\n\r\n", limits), State::complete);
    EXPECT_EQ(scan("GET /234567890a HTTP/1.1\r\n\r\n", limits), State::target_too_long);
    EXPECT_EQ(scan("GET /" + std::string(60, 'a'), limits), State::target_too_long);
    EXPECT_EQ(scan("GET / HTTP/1.1\r\nA: " + std::string(100, 'a'), limits), State::too_large);
    EXPECT_EQ(scan("GET / HTTP/1.1\r\nA: 1\r\nB: 2\r\n\r\n", limits), State::complete);
    EXPECT_EQ(scan("GET / HTTP/1.1\r\nA: 1\r\nB: 2\r\nC: 3\r\n", limits), State::too_large);
}

}  // namespace stead::http
