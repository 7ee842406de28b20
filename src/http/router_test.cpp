#include "http/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace stead::http {

namespace {

// A router whose handlers do nothing: tests look at what matched.
void add(Router& router, std::initializer_list<std::string_view> patterns) {
    for (const auto pattern : patterns) router.add(Method::get, pattern, [](Exchange&) {});
}

std::string pattern_of(const Router::Match& match) {
    return match.route != nullptr ? match.route->pattern : "none";
}

std::string matched(const Router& router, std::string_view path) {
    return pattern_of(router.match(Method::get, path));
}

}  // namespace

TEST(Router, GivesParametersDecoded) {
    Router router;
    add(router, {"/table/{table}/{sys_id}"});

    const auto match = router.match(Method::get, "/table/u%20box/a%2Fb+c");

    ASSERT_NE(match.route, nullptr);
    ASSERT_EQ(match.parameters.values.size(), 2u);
    EXPECT_EQ(match.parameters.values[0].first, "table");
    EXPECT_EQ(match.parameters.values[0].second, "u box");
    EXPECT_EQ(match.parameters.values[1].second, "a/b+c");
}

TEST(Router, PrefersWordsToParametersAndParametersToTheRest) {
    Router router;
    add(router, {"/{rest...}", "/{any}/x", "/word/x", "/word/{name}/y"});

    EXPECT_EQ(matched(router, "/word/x"), "/word/x");
    EXPECT_EQ(matched(router, "/other/x"), "/{any}/x");
    EXPECT_EQ(matched(router, "/word/a/y"), "/word/{name}/y");
    EXPECT_EQ(matched(router, "/word/a/z"), "/{rest...}");
}

TEST(Router, TakesBackParametersOfAWayThatLedNowhere) {
    Router router;
    add(router, {"/a/{wrong}/b/c", "/{right}/x/b/d"});

    const auto match = router.match(Method::get, "/a/x/b/d");

    ASSERT_EQ(match.parameters.values.size(), 1u);
    EXPECT_EQ(match.parameters.values[0].first, "right");
}

TEST(Router, KnowsVersionsOneAndTwo) {
    Router router;
    add(router, {"/api/now/[v]/table/{table}"});

    EXPECT_EQ(router.match(Method::get, "/api/now/table/x").parameters.version, 0);
    EXPECT_EQ(router.match(Method::get, "/api/now/v1/table/x").parameters.version, 1);
    EXPECT_EQ(router.match(Method::get, "/api/now/v2/table/x").parameters.version, 2);
    EXPECT_EQ(matched(router, "/api/now/v3/table/x"), "none");
}

TEST(Router, IgnoresOneSlashAtTheEndAndNoOtherEmptySegment) {
    Router router;
    add(router, {"/a", "/a/{b}", "/"});

    EXPECT_EQ(matched(router, "/a/"), "/a");
    EXPECT_EQ(matched(router, "/"), "/");
    EXPECT_EQ(matched(router, "/a//"), "none");
    EXPECT_EQ(matched(router, "//a"), "none");
    EXPECT_EQ(matched(router, "a"), "none");
    EXPECT_EQ(matched(router, ""), "none");
}

TEST(Router, LetsNoValueClimbOutOfItsPlace) {
    Router router;
    add(router, {"/files/{path...}", "/one/{name}"});

    EXPECT_EQ(matched(router, "/files/a/../b"), "none");
    EXPECT_EQ(matched(router, "/files/%2e%2e/b"), "none");
    EXPECT_EQ(matched(router, "/one/.."), "none");
    EXPECT_EQ(matched(router, "/one/a%00b"), "none");
    EXPECT_EQ(matched(router, "/one/..."), "/one/{name}");
}

TEST(Router, JoinsTheRest) {
    Router router;
    add(router, {"/files/{path...}"});

    EXPECT_EQ(router.match(Method::get, "/files/a/b%20c").parameters.values[0].second, "a/b c");
    EXPECT_EQ(matched(router, "/files"), "none");
}

TEST(Router, AnswersHeadByGetUnlessHeadHasItsOwn) {
    Router router;
    add(router, {"/a", "/b"});
    router.add(Method::head, "/b", [](Exchange&) {});

    EXPECT_EQ(router.match(Method::head, "/a").route->method, Method::get);
    EXPECT_EQ(router.match(Method::head, "/b").route->method, Method::head);
}

TEST(Router, NamesTheMethodsThatAnAddressHas) {
    Router router;
    add(router, {"/a"});
    router.add(Method::post, "/a", [](Exchange&) {});
    Request request;
    request.method = Method::del;
    request.path = "/a";
    Exchange exchange(request, 0);

    router.answer(exchange);

    EXPECT_EQ(exchange.response.status, 405);
    EXPECT_EQ(exchange.response.headers.get("Allow"), "GET, POST");
}

TEST(Router, RefusesMalformedAndDoublePatterns) {
    Router router;
    add(router, {"/a/{b}"});

    EXPECT_THROW(add(router, {"a"}), std::invalid_argument);
    EXPECT_THROW(add(router, {"/a//b"}), std::invalid_argument);
    EXPECT_THROW(add(router, {"/{a...}/b"}), std::invalid_argument);
    EXPECT_THROW(add(router, {"/a/{b}"}), std::invalid_argument);
}

TEST(Router, AnswersInsideOfAnotherRequest) {
    Router router;
    router.add(Method::get, "/add/{number}", [](Exchange& exchange) {
        exchange.stream().write("number ");
        exchange.stream().write(exchange.parameter("number"));
        exchange.stream().write(exchange.parameter("absent"));
    });
    Request request;
    request.path = "/add/7";
    Exchange exchange(request, 0);

    router.answer(exchange);

    EXPECT_EQ(exchange.response.body, "number 7");
}

}  // namespace stead::http
