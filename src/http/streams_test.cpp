#include "http/streams.h"

#include <gtest/gtest.h>

#include <atomic>

#include "http/wire_test.h"

namespace stead::http {

namespace {

using test::body_of;
using test::get;
using test::RawClient;
using test::TestServer;
using namespace std::chrono_literals;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

template <class Condition>
bool comes_true(const Condition& condition) {
    for (int round = 0; round < 300 && !condition(); ++round) std::this_thread::sleep_for(10ms);
    return condition();
}

// Takes the chunks of a body apart; the last one must be there.
std::string unchunk(std::string_view body) {
    std::string whole;
    for (;;) {
        const auto size = std::stoul(std::string(body.substr(0, body.find('\r'))), nullptr, 16);
        body.remove_prefix(body.find('\n') + 1);
        if (size == 0) return whole;
        whole += body.substr(0, size);
        body.remove_prefix(size + 2);
    }
}

// A route `/export` that writes many lines and counts the bytes that it could write.
struct Export {
    std::atomic<std::size_t> written{0};
    std::atomic<bool> ended{false};

    TestServer::Prepare route() {
        return [this](Router& router, ServerOptions&) {
            router.add(Method::get, "/export", [this](Exchange& exchange) { write(exchange); });
        };
    }

    void write(Exchange& exchange) {
        const std::string line(999, 'l');
        const int lines = std::stoi(std::string(exchange.request.query.get("lines")));
        exchange.response.headers.set("Content-Type", "text/csv");
        BodyStream& body = exchange.stream();
        for (int count = 0; count < lines && body.write(line + "\n"); ++count) written += 1000;
        ended = true;
    }
};

// A route `/events` that keeps the last stream.
struct Events {
    std::mutex mutex;
    std::shared_ptr<EventStream> stream;
    std::atomic<bool> gone{false};

    TestServer::Prepare route(SiteOptions site = {}) {
        return [this, site](Router& router, ServerOptions& options) {
            options.site = site;
            router.add(Method::get, "/events", [this](Exchange& exchange) {
                const std::lock_guard lock(mutex);
                stream = exchange.events();
                stream->on_close([this] { gone = true; });
            });
        };
    }

    EventStream& opened() {
        comes_true([this] {
            const std::lock_guard lock(mutex);
            return stream != nullptr;
        });
        return *stream;
    }
};

EventStream::Frame frame(std::string_view name, std::string_view data) {
    return std::make_shared<const std::string>(event_frame(name, data));
}

}  // namespace

TEST(BodyStream, SendsWhatIsWrittenInChunksAndKeepsTheConnection) {
    Export exporting;
    TestServer world(exporting.route());
    RawClient client(world.port());

    client.send("GET /export?lines=200 HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.read_until("0\r\n\r\n");
    client.send(get("/hello"));

    EXPECT_TRUE(contains(answer, "Transfer-Encoding: chunked\r\n"));
    EXPECT_EQ(unchunk(body_of(answer)).size(), 200'000u);
    EXPECT_EQ(body_of(client.read_all()), "hello");
}

TEST(BodyStream, CompressesWhenAsked) {
    Export exporting;
    TestServer world(exporting.route());

    const auto answer = world.ask(get("/export?lines=200", "Accept-Encoding: gzip\r\n"));

    EXPECT_TRUE(contains(answer, "Content-Encoding: gzip\r\n"));
    EXPECT_EQ(gunzip(unchunk(body_of(answer)), 1'000'000).value_or("").size(), 200'000u);
}

TEST(BodyStream, EndsByClosingForAnHttp10Client) {
    Export exporting;
    TestServer world(exporting.route());

    const auto answer = world.ask("GET /export?lines=3 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

    EXPECT_FALSE(contains(answer, "chunked"));
    EXPECT_EQ(body_of(answer).size(), 3'000u);
}

TEST(BodyStream, IsOnlyAHeadForHead) {
    Export exporting;
    TestServer world(exporting.route());

    const auto answer =
        world.ask("HEAD /export?lines=1000000 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    EXPECT_EQ(body_of(answer), "");
    EXPECT_EQ(exporting.written, 0u);
}

TEST(BodyStream, LetsAWriterGoOnWhenItsReaderIsSlow) {
    Export exporting;
    TestServer world(exporting.route());
    RawClient client(world.port());

    client.send("GET /export?lines=30000 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(comes_true([&] { return exporting.ended.load(); }));

    EXPECT_EQ(unchunk(body_of(client.read_all())).size(), 30'000'000u);
}

TEST(BodyStream, StopsItsWriterWhenTheClientLeaves) {
    Export exporting;
    TestServer world(exporting.route());
    RawClient client(world.port());

    client.send("GET /export?lines=2000000000 HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(comes_true([&] { return exporting.written > 1'000; }));
    client.close();

    EXPECT_TRUE(comes_true([&] { return exporting.ended.load(); }));
}

TEST(BodyStream, CutsTheBodyOffWhenItsWriterFails) {
    TestServer world([](Router& router, ServerOptions&) {
        router.add(Method::get, "/half", [](Exchange& exchange) {
            exchange.stream().write("half");
            throw std::runtime_error("broken");
        });
    });

    EXPECT_FALSE(contains(world.ask(get("/half")), "\r\n0\r\n\r\n"));
}

TEST(EventStream, PushesFromAnyThreadUntilItIsClosed) {
    Events events;
    TestServer world(events.route());
    RawClient client(world.port());

    client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
    EventStream& stream = events.opened();
    EXPECT_TRUE(stream.push(frame("change", "one")));
    EXPECT_TRUE(contains(client.read_until("one"), "event: change\ndata: one\n\n"));
    stream.close();

    EXPECT_TRUE(contains(client.read_all(), "0\r\n\r\n"));
    EXPECT_TRUE(events.gone);
    EXPECT_FALSE(stream.push(frame("change", "two")));
}

TEST(EventStream, NoticesThatTheClientLeft) {
    Events events;
    TestServer world(events.route());
    {
        RawClient client(world.port());
        client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
        events.opened();
    }

    EXPECT_TRUE(comes_true([&] { return events.gone.load(); }));
    EXPECT_FALSE(events.stream->is_open());
    EXPECT_TRUE(comes_true([&] { return world.server->connections() == 0; }));
}

TEST(EventStream, GivesASignOfLifeInSilence) {
    Events events;
    SiteOptions site;
    site.timeouts.heartbeat = 50ms;
    TestServer world(events.route(site));
    RawClient client(world.port());

    client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");

    EXPECT_TRUE(contains(client.read_until(":\n\n"), "\r\n:\n\n\r\n"));
}

TEST(EventStream, CutsOffAListenerThatDoesNotRead) {
    Events events;
    SiteOptions site;
    site.event_backlog = 10'000;
    TestServer world(events.route(site));
    RawClient client(world.port());
    client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
    EventStream& stream = events.opened();
    const auto large = frame("change", std::string(100'000, 'x'));

    bool pushed = true;
    for (int count = 0; count < 1'000 && pushed; ++count) pushed = stream.push(large);

    EXPECT_FALSE(pushed);
    EXPECT_TRUE(events.gone);
}

TEST(EventStream, EndsWhenTheServerStops) {
    Events events;
    TestServer world(events.route());
    RawClient client(world.port());
    client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
    events.opened();

    world.server->stop();

    EXPECT_TRUE(events.gone);
    EXPECT_TRUE(contains(client.read_all(), "0\r\n\r\n"));
}

TEST(EventFrame, WritesEachLineOfTheDataAndNoForeignField) {
    EXPECT_EQ(event_frame("a", "x\ny\r\nz", "7"), "id: 7\nevent: a\ndata: x\ndata: y\ndata: z\n\n");
    EXPECT_EQ(event_frame("a\ndata: forged", "x"), "event: a\ndata: x\n\n");
}

}  // namespace stead::http
