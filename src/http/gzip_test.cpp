#include "http/gzip.h"

#include <gtest/gtest.h>

#include "http/wire_test.h"

namespace stead::http {

namespace {

using test::body_of;
using test::get;
using test::status_of;
using test::TestServer;

std::string pack(std::string_view text) {
    Gzip gzip;
    std::string packed;
    gzip.add(text, packed, Gzip::Flush::end);
    return packed;
}

}  // namespace

TEST(Gzip, PacksPieceByPieceAndAgainAfterReset) {
    Gzip gzip;
    for (int round = 0; round < 2; ++round) {
        std::string packed;
        gzip.reset();
        gzip.add("hello ", packed);
        gzip.add("world", packed, Gzip::Flush::end);
        EXPECT_EQ(gunzip(packed, 100), "hello world");
    }
}

TEST(Gunzip, RefusesWhatIsBrokenOrGrowsTooLarge) {
    const auto bomb = pack(std::string(10'000'000, '0'));

    EXPECT_FALSE(gunzip(bomb, 1'000'000));
    EXPECT_FALSE(gunzip("no gzip", 100));
    EXPECT_FALSE(gunzip(std::string_view(bomb).substr(0, 100), 100'000'000));
    EXPECT_FALSE(gunzip(pack("a") + "b", 100));
}

TEST(Gzip, IsForTextOnly) {
    EXPECT_TRUE(is_compressible("application/json;charset=UTF-8"));
    EXPECT_TRUE(is_compressible("Text/CSV"));
    EXPECT_TRUE(is_compressible("image/svg+xml"));
    EXPECT_FALSE(is_compressible("image/png"));
    EXPECT_FALSE(is_compressible(""));
}

TEST(Gzip, IsAcceptedByNameOrStarUnlessWeightedZero) {
    EXPECT_TRUE(accepts_gzip("deflate, GZIP"));
    EXPECT_TRUE(accepts_gzip("gzip;q=0.1"));
    EXPECT_TRUE(accepts_gzip("*"));
    EXPECT_FALSE(accepts_gzip("gzip;q=0.0"));
    EXPECT_FALSE(accepts_gzip("br, deflate"));
    EXPECT_FALSE(accepts_gzip(""));
}

TEST(Gzip, CompressesLargeAnswersForThoseWhoAccept) {
    TestServer world;

    const auto packed = world.ask(get("/big", "Accept-Encoding: gzip\r\n"));
    EXPECT_NE(packed.find("Vary: Accept-Encoding\r\n"), std::string::npos);
    EXPECT_EQ(gunzip(body_of(packed), 200'000), std::string(100'000, 'x'));
    EXPECT_EQ(body_of(world.ask(get("/big"))).size(), 100'000u);
    EXPECT_EQ(body_of(world.ask(get("/hello", "Accept-Encoding: gzip\r\n"))), "hello");
}

TEST(Gzip, UnpacksRequestBodies) {
    TestServer world;
    const auto send = [&](const std::string& body, std::string_view coding) {
        return world.ask("POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " +
                         std::to_string(body.size()) +
                         "\r\nContent-Encoding: " + std::string(coding) + "\r\n\r\n" + body);
    };

    EXPECT_EQ(body_of(send(pack("hello"), "gzip")), "POST  hello");
    EXPECT_EQ(status_of(send("hello", "gzip")), 400);
    EXPECT_EQ(status_of(send(pack(std::string(20'000'000, '0')), "gzip")), 400);
    EXPECT_EQ(status_of(send("hello", "br")), 415);
}

}  // namespace stead::http
