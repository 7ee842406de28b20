// What a hostile or broken client may send, and what it gets.
#include <gtest/gtest.h>

#include "http/server.h"
#include "http/wire_test.h"

namespace stead::http {

namespace {

using test::body_of;
using test::get;
using test::RawClient;
using test::status_of;
using test::TestServer;
using namespace std::chrono_literals;

// One refused request is the end of its connection: nothing behind it may be taken for a request.
class Refused : public testing::TestWithParam<std::pair<const char*, int>> {};

TEST_P(Refused, EndsTheConnection) {
    TestServer world;
    const auto& [request, status] = GetParam();

    const auto answers = world.ask(std::string(request) + get("/hello"));

    EXPECT_EQ(status_of(answers), status) << request;
    EXPECT_EQ(answers.rfind("HTTP/1.1"), 0u) << answers;
    EXPECT_NE(answers.find("Connection: close\r\n"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Framing, Refused,
    testing::Values(
        std::pair(
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
            400),
        std::pair(
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            501),
        std::pair("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n", 400),
        std::pair("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                  400),
        std::pair("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                  "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                  400),
        std::pair("POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                  400),
        std::pair("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
                  "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                  400),
        std::pair(
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            400),
        std::pair("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
        std::pair("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na", 400),
        std::pair("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\na", 400),
        std::pair("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
                  400),
        std::pair("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
                  400),
        std::pair("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcX",
                  400),
        std::pair("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "ffffffffffffffffff\r\nabc",
                  400)));

INSTANTIATE_TEST_SUITE_P(
    Head, Refused,
    testing::Values(std::pair("GET /hello HTTP/1.1\r\n\r\n", 400),
                    std::pair("GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
                    std::pair("GET /hello HTTP/1.1\r\nHost:\r\n\r\n", 400),
                    std::pair("GET /hello HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
                    std::pair("GET /hello HTTP/1.1\r\nHost: a\"><script>\r\n\r\n", 400),
                    std::pair("GET /hello HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n", 400),
                    std::pair("GET /hello HTTP/1.1\r\nHost: a\nX-A: b\r\n\r\n", 400),
                    std::pair("GET /hello HTTP/1.1\nHost: a\n\n", 400),
                    std::pair("GET /hello HTTP/1.1\r\nHost : a\r\n\r\n", 400),
                    std::pair("GET /hello HTTP/1.1\r\nHost: a\r\nX\x01Y: b\r\n\r\n", 400),
                    std::pair("GET /hello HTTP/1.1\r\nHost: a\r\nX-A: b\x01\r\n\r\n", 400),
                    std::pair("GET /hello HTTP/2.0\r\nHost: a\r\n\r\n", 505),
                    std::pair("GET /hello\r\nHost: a\r\n\r\n", 400),
                    std::pair("GET hello HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                    std::pair("GET  /hello HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                    std::pair("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                    std::pair("GET /hello HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\n\r\n", 417),
                    std::pair("\x16\x03\x01\x02\x00\x01", 400)));

}  // namespace

TEST(Limits, AcceptAnAddressOf16KilobytesAndRefuseALongerOneInHtml) {
    TestServer world;

    EXPECT_EQ(status_of(world.ask(get("/hello?" + std::string(16'000, 'q')))), 200);
    const auto refused = world.ask(get("/hello?" + std::string(17'000, 'q')));
    EXPECT_EQ(status_of(refused), 414);
    EXPECT_TRUE(body_of(refused).starts_with("<html>"));
    EXPECT_EQ(status_of(world.ask(get("/hello?" + std::string(500'000, 'q')))), 414);
}

TEST(Limits, RefuseLargeHeadsAndManyFields) {
    TestServer world;
    std::string many;
    for (int field = 0; field < 101; ++field) many += "X-A: b\r\n";

    EXPECT_EQ(status_of(world.ask(get("/hello", "X-A: " + std::string(30'000, 'a') + "\r\n"))),
              200);
    EXPECT_EQ(status_of(world.ask(get("/hello", "X-A: " + std::string(60'000, 'a') + "\r\n"))),
              431);
    EXPECT_EQ(status_of(world.ask(get("/hello", many))), 431);
}

TEST(Limits, LetTheDoorSayThatABodyIsTooLargeBeforeItIsSent) {
    TestServer world([](Router&, ServerOptions& options) {
        options.site.refuse = [](const Request& request, const Refusal& refusal) {
            Response response;
            response.status = 400;
            response.set("text/plain", request.path + ' ' + std::to_string(refusal.content_length) +
                                           " of " + std::to_string(refusal.limit));
            return response;
        };
    });

    const auto answer =
        world.ask("POST /echo-file HTTP/1.1\r\nHost: a\r\nContent-Length: 100001\r\n\r\n");

    EXPECT_EQ(status_of(answer), 400);
    EXPECT_EQ(body_of(answer), "/echo-file 100001 of 100000");
}

TEST(Limits, CountAChunkedBodyAndLetAClientThatSendsOnReadTheAnswer) {
    TestServer world;
    RawClient client(world.port());

    client.send("POST /echo-file HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int piece = 0; piece < 100; ++piece) {
        client.send("4000\r\n" + std::string(0x4000, 'x') + "\r\n");
    }

    EXPECT_EQ(status_of(client.read_all()), 413);
}

TEST(Limits, PutLargeUploadsIntoAFile) {
    TestServer world;
    const auto upload = [&](std::size_t size) {
        return body_of(
            world.ask("POST /echo-file HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                      "Content-Length: " +
                      std::to_string(size) + "\r\n\r\n" + std::string(size, 'u')));
    };

    EXPECT_EQ(upload(5), "memory uuuuu");
    EXPECT_EQ(upload(100'000), "file 100000");
}

TEST(Limits, TakeChunksAndIgnoreTrailers) {
    TestServer world;

    const auto answer = world.ask(
        "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3;note=x\r\nabc\r\n2\r\nde\r\n0\r\nX-HTTP-Method-Override: DELETE\r\n\r\n");

    EXPECT_EQ(body_of(answer), "POST  abcde");
}

TEST(Limits, EndAnEndlessChunkHead) {
    TestServer world;
    RawClient client(world.port());

    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;" +
                std::string(300'000, 'e'));

    EXPECT_EQ(status_of(client.read_all()), 400);
}

TEST(Limits, GiveSlowHeadsAndBodiesUp) {
    TestServer world([](Router&, ServerOptions& options) {
        options.site.timeouts.head = 200ms;
        options.site.timeouts.body = 200ms;
    });

    EXPECT_EQ(status_of(world.ask("GET /hel")), 408);
    EXPECT_EQ(status_of(world.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab")),
              408);
}

TEST(Limits, CloseIdleConnectionsWithoutAWord) {
    TestServer world([](Router&, ServerOptions& options) { options.site.timeouts.idle = 100ms; });
    RawClient client(world.port());

    client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_EQ(body_of(client.read_all()), "hello");
}

TEST(Limits, EndAConnectionThatDoesNotReadItsAnswer) {
    TestServer world([](Router& router, ServerOptions& options) {
        options.site.timeouts.write = 100ms;
        router.add(Method::get, "/huge", [](Exchange& exchange) {
            exchange.response.set("text/plain", std::string(50'000'000, 'x'));
        });
    });
    RawClient client(world.port());
    client.send("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n");
    client.read_until("\r\n\r\n");

    for (int round = 0; round < 300 && world.server->connections() > 0; ++round) {
        std::this_thread::sleep_for(10ms);
    }

    EXPECT_EQ(world.server->connections(), 0u);
}

TEST(Limits, TurnAwayConnectionsBeyondTheLargestNumber) {
    TestServer world([](Router&, ServerOptions& options) { options.max_connections = 2; });
    RawClient first(world.port());
    RawClient second(world.port());
    first.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    first.read_answer();
    second.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    second.read_answer();

    EXPECT_EQ(world.ask(get("/hello")), "");
    second.send(get("/hello"));
    EXPECT_EQ(body_of(second.read_all()), "hello");
}

}  // namespace stead::http
