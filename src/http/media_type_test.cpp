#include "http/media_type.h"

#include <gtest/gtest.h>

#include <array>

namespace stead::http {

namespace {

constexpr std::array<std::string_view, 3> offered = {"application/json", "application/xml",
                                                     "text/xml"};

}  // namespace

TEST(MediaType, IsTakenApart) {
    const auto media = parse_media_type("Multipart/Form-Data; Charset=\"UTF-8\"; boundary=\"a;b\"");

    EXPECT_EQ(media.type, "multipart/form-data");
    EXPECT_EQ(media.charset, "utf-8");
    EXPECT_EQ(media.boundary, "a;b");
}

TEST(MediaType, KnowsJsonAndXmlInAllTheirForms) {
    EXPECT_TRUE(is_json("application/vnd.api+json"));
    EXPECT_FALSE(is_json("application/jsonp"));
    EXPECT_TRUE(is_xml("text/xml"));
    EXPECT_FALSE(is_xml("text/html"));
}

TEST(Negotiation, PrefersTheHighestWeight) {
    EXPECT_EQ(negotiate("application/json;q=0.5, application/xml", offered), "application/xml");
}

TEST(Negotiation, TakesTheFirstOfferWhenAllIsAccepted) {
    EXPECT_EQ(negotiate("", offered), "application/json");
    EXPECT_EQ(negotiate("*/*", offered), "application/json");
    EXPECT_EQ(negotiate("text/html,application/xhtml+xml,*/*;q=0.8", offered), "application/json");
}

TEST(Negotiation, LetsTheMoreExactEntryWin) {
    EXPECT_EQ(negotiate("application/*;q=0.9, application/json;q=0.1", offered), "application/xml");
    EXPECT_EQ(negotiate("*/*, application/json;q=0", offered), "application/xml");
    EXPECT_EQ(negotiate("text/*", offered), "text/xml");
}

TEST(Negotiation, FindsNothingForForeignTypes) {
    EXPECT_FALSE(negotiate("image/png", offered));
    EXPECT_FALSE(negotiate("application/json;q=0", offered));
}

TEST(MediaType, FollowsFromAFilesName) {
    EXPECT_EQ(media_type_of_file("app.js"), "text/javascript;charset=UTF-8");
    EXPECT_EQ(media_type_of_file("noending"), "application/octet-stream");
}

}  // namespace stead::http
