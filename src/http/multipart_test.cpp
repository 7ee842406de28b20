#include "http/multipart.h"

#include <gtest/gtest.h>

namespace stead::http {

namespace {

constexpr std::string_view two_parts =
    "--XX\r\n"
    "Content-Disposition: form-data; name=\"table_name\"\r\n"
    "\r\n"
    "u_box\r\n"
    "--XX\r\n"
    "content-disposition: form-data; name=\"uploadFile\"; filename=\"C:\\tmp\\a \\\"b\\\".txt\"\r\n"
    "Content-Type: text/plain\r\n"
    "\r\n"
    "line\r\n--X\r\n\r\n"
    "\r\n--XX--\r\nepilogue";

}  // namespace

TEST(Multipart, GivesFieldsAndFiles) {
    const auto parts = parse_multipart(two_parts, "XX");

    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->size(), 2u);
    EXPECT_EQ(parts->at(0).name, "table_name");
    EXPECT_EQ(parts->at(0).content, "u_box");
    EXPECT_EQ(parts->at(1).file_name, "a \"b\".txt");
    EXPECT_EQ(parts->at(1).media_type, "text/plain");
    EXPECT_EQ(parts->at(1).content, "line\r\n--X\r\n\r\n");
}

TEST(Multipart, AllowsAPreambleAndAnEmptyPart) {
    const auto parts = parse_multipart(
        "hello\r\n--b \r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--b--", "b");

    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->at(0).content, "");
}

TEST(Multipart, RefusesWhatIsMalformed) {
    const std::string part = "Content-Disposition: form-data; name=a\r\n\r\nx";

    EXPECT_FALSE(parse_multipart("", "b"));
    EXPECT_FALSE(parse_multipart("--b", "b"));
    EXPECT_FALSE(parse_multipart("--b\r\n" + part, "b"));
    EXPECT_FALSE(parse_multipart("--b\r\n" + part + "\r\n--b", "b"));
    EXPECT_FALSE(parse_multipart("--b\r\n" + part + "\r\n--bc--", "b"));
    EXPECT_FALSE(parse_multipart("--b\r\nno-name: 1\r\n\r\nx\r\n--b--", "b"));
    EXPECT_FALSE(parse_multipart("--b\r\n" + part + "\r\n--b--", ""));
}

TEST(Multipart, LimitsTheNumberOfParts) {
    std::string body = "--b";
    for (int count = 0; count < 5; ++count) {
        body += "\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b";
    }

    EXPECT_EQ(parse_multipart(body + "--", "b", 5).value_or(std::vector<Part>()).size(), 5u);
    EXPECT_FALSE(parse_multipart(body + "--", "b", 4));
}

}  // namespace stead::http
