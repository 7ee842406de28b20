#include "http/server.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "http/wire_test.h"

namespace stead::http {

namespace {

using test::body_of;
using test::get;
using test::RawClient;
using test::status_of;
using test::TestServer;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST(Server, AnswersAGetWithLengthDateAndBody) {
    TestServer world;
    world.clock.freeze(base::Time(std::chrono::seconds(784111777)));

    const auto answer = world.ask(get("/hello"));

    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"));
    EXPECT_TRUE(contains(answer, "\r\nContent-Length: 5\r\n"));
    EXPECT_EQ(body_of(answer), "hello");
}

TEST(Server, KeepsTheConnectionForTheNextRequest) {
    TestServer world;
    RawClient client(world.port());

    for (int round = 0; round < 3; ++round) {
        client.send("GET /hello HTTP/1.1\r\nHost: test\r\n\r\n");
        EXPECT_EQ(body_of(client.read_answer()), "hello");
    }
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
    TestServer world;

    const auto answers = world.ask(
        "POST /echo?n=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
        "\r\nGET /echo?n=2 HTTP/1.1\r\nHost: a\r\n\r\n" +
        get("/echo?n=3"));

    const auto first = answers.find("POST n=1 one");
    const auto second = answers.find("GET n=2 ");
    const auto third = answers.find("GET n=3 ");
    EXPECT_LT(first, second);
    EXPECT_LT(second, third);
    EXPECT_NE(third, std::string::npos);
}

TEST(Server, ReadsARequestThatComesByteByByte) {
    TestServer world;
    RawClient client(world.port());

    for (const char byte : get("/echo?slow=yes")) client.send({&byte, 1});

    EXPECT_EQ(body_of(client.read_all()), "GET slow=yes ");
}

TEST(Server, AnswersHeadWithTheLengthOfGetAndNoBody) {
    TestServer world;

    const auto answer =
        world.ask("HEAD /hello HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");

    EXPECT_EQ(status_of(answer), 200);
    EXPECT_TRUE(contains(answer, "Content-Length: 5\r\n"));
    EXPECT_EQ(body_of(answer), "");
}

TEST(Server, ClosesAfterAnHttp10RequestUnlessAskedToStay) {
    TestServer world;

    EXPECT_TRUE(contains(world.ask("GET /hello HTTP/1.0\r\n\r\n"), "Connection: close\r\n"));

    RawClient client(world.port());
    client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_TRUE(contains(client.read_answer(), "Connection: keep-alive\r\n"));
    client.send("GET /hello HTTP/1.0\r\n\r\n");
    EXPECT_EQ(status_of(client.read_all()), 200);
}

TEST(Server, LetsAPostMeanAnotherMethod) {
    TestServer world;
    const std::string request =
        "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n"
        "X-HTTP-Method-Override: PATCH\r\n\r\n{}";

    EXPECT_EQ(body_of(world.ask(request)), "PATCH  {}");
}

TEST(Server, TellsUnknownAddressesFromWrongMethods) {
    TestServer world([](Router& router, ServerOptions&) {
        router.on_unknown([](Exchange& exchange) {
            exchange.response.status = 400;
            exchange.response.set("text/plain", "no such address");
        });
    });

    EXPECT_EQ(body_of(world.ask(get("/nowhere"))), "no such address");
    const auto refused =
        world.ask("DELETE /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(status_of(refused), 405);
    EXPECT_TRUE(contains(refused, "Allow: GET\r\n"));
}

TEST(Server, SaysContinueBeforeABodyThatWaitsForIt) {
    TestServer world;
    RawClient client(world.port());

    client.send(
        "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("body");

    EXPECT_EQ(body_of(client.read_answer()), "POST  body");
}

TEST(Server, AnswersAFailingHandlerWith500AndStaysUsable) {
    TestServer world([](Router& router, ServerOptions&) {
        router.add(Method::get, "/broken", [](Exchange&) { throw std::runtime_error("secret"); });
    });
    RawClient client(world.port());

    client.send("GET /broken HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.read_answer();
    EXPECT_EQ(status_of(answer), 500);
    EXPECT_FALSE(contains(answer, "secret"));
    client.send(get("/hello"));
    EXPECT_EQ(body_of(client.read_all()), "hello");
}

TEST(Server, KeepsLineBreaksOutOfFieldValues) {
    TestServer world([](Router& router, ServerOptions&) {
        router.add(Method::get, "/inject", [](Exchange& exchange) {
            exchange.response.headers.set("Location", exchange.request.query.get("to"));
        });
    });

    const auto answer = world.ask(get("/inject?to=/x%0d%0aSet-Cookie:%20a=b"));

    EXPECT_TRUE(contains(answer, "Location: /x  Set-Cookie: a=b\r\n"));
}

TEST(Server, SendsTheFieldsOfEveryAnswerUnlessTheHandlerSetsThem) {
    TestServer world([](Router& router, ServerOptions& options) {
        options.site.headers.add("Cache-Control", "no-store");
        router.add(Method::get, "/asset", [](Exchange& exchange) {
            exchange.response.headers.set("cache-control", "max-age=60");
        });
    });

    EXPECT_TRUE(contains(world.ask(get("/hello")), "Cache-Control: no-store\r\n"));
    EXPECT_FALSE(contains(world.ask(get("/asset")), "no-store"));
}

TEST(Server, NamesEachRequestAndTellsHowItWent) {
    std::mutex mutex;
    std::vector<std::string> seen;
    TestServer world([&](Router&, ServerOptions& options) {
        options.site.observe = [&](const Request& request, const Outcome& outcome) {
            const std::lock_guard lock(mutex);
            seen.push_back(request.id + ' ' + std::to_string(outcome.status));
        };
    });

    const auto answer = world.ask(get("/hello"));

    const std::lock_guard lock(mutex);
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_TRUE(contains(answer, "X-Transaction-ID: " + seen[0].substr(0, 32) + "\r\n"));
    EXPECT_TRUE(seen[0].ends_with(" 200"));
}

TEST(Server, StopsOnceTheRequestInProgressIsAnswered) {
    std::atomic<bool> entered{false};
    TestServer world([&](Router& router, ServerOptions&) {
        router.add(Method::get, "/slow", [&](Exchange& exchange) {
            entered = true;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            exchange.response.set("text/plain", "done");
        });
    });
    RawClient idle(world.port());
    RawClient busy(world.port());
    busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    while (!entered) std::this_thread::yield();

    std::thread stopping([&] { world.server->stop(); });

    EXPECT_EQ(idle.read_all(), "");
    const auto answer = busy.read_all();
    EXPECT_EQ(body_of(answer), "done");
    EXPECT_TRUE(contains(answer, "Connection: close\r\n"));
    stopping.join();
    EXPECT_EQ(world.server->connections(), 0u);
}

TEST(Server, SaysWhichPortCannotBeTaken) {
    TestServer world;
    ServerOptions options;
    options.port = world.port();

    try {
        Server second(options, world.router, *world.workers, world.clock, world.log);
        FAIL() << "two servers on one port";
    } catch (const base::Error& error) {
        EXPECT_EQ(std::string(error.what()),
                  "Cannot listen on 127.0.0.1:" + std::to_string(world.port()));
    }
}

TEST(Server, BelievesForwardedHeadersOnlyFromTrustedProxies) {
    const auto tell = [](Exchange& exchange) {
        exchange.response.set("text/plain",
                              base_url(exchange.request) + " " + exchange.request.peer);
    };
    TestServer direct(
        [&](Router& router, ServerOptions&) { router.add(Method::get, "/me", tell); });
    TestServer behind([&](Router& router, ServerOptions& options) {
        router.add(Method::get, "/me", tell);
        options.site.trusted_proxies = {"127.0.0.1", "10.0.0.1"};
    });
    const auto request = get("/me",
                             "X-Forwarded-For: 6.6.6.6, 203.0.113.9, 10.0.0.1\r\n"
                             "X-Forwarded-Proto: https\r\nX-Forwarded-Host: desk.example\r\n");

    EXPECT_EQ(body_of(direct.ask(request)), "http://test 127.0.0.1");
    EXPECT_EQ(body_of(behind.ask(request)), "https://desk.example 203.0.113.9");
}

}  // namespace stead::http
