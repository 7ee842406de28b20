#include "http/conditional.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "base/error.h"
#include "http/wire_test.h"

namespace stead::http {

namespace {

using test::body_of;
using test::get;
using test::status_of;
using test::TestServer;

// A route `/file` that answers with 1,000,000 bytes: 0 to 9 over and over.
class FileAnswers : public testing::Test {
protected:
    FileAnswers()
        : path_(std::filesystem::temp_directory_path() /
                ("stead-file-test-" + std::to_string(::getpid()))),
          world_([this](Router& router, ServerOptions&) {
              router.add(Method::get, "/file", [this](Exchange& exchange) {
                  answer_file(exchange, {path_, "text/plain", "tag1", "grüße.txt"});
              });
          }) {
        std::ofstream file(path_);
        for (int count = 0; count < 100'000; ++count) file << "0123456789";
    }
    ~FileAnswers() override { std::filesystem::remove(path_); }

    std::filesystem::path path_;
    TestServer world_;
};

}  // namespace

TEST_F(FileAnswers, SendTheWholeFile) {
    const auto answer = world_.ask(get("/file"));

    EXPECT_EQ(status_of(answer), 200);
    EXPECT_EQ(body_of(answer).size(), 1'000'000u);
    EXPECT_NE(answer.find("Content-Length: 1000000\r\n"), std::string::npos);
    EXPECT_NE(answer.find("filename*=UTF-8''gr%C3%BC%C3%9Fe.txt\r\n"), std::string::npos);
}

TEST_F(FileAnswers, SendAPart) {
    const auto answer = world_.ask(get("/file", "Range: bytes=999995-\r\n"));

    EXPECT_EQ(status_of(answer), 206);
    EXPECT_EQ(body_of(answer), "56789");
    EXPECT_NE(answer.find("Content-Range: bytes 999995-999999/1000000\r\n"), std::string::npos);
}

TEST_F(FileAnswers, SendTheWholeWhenTheCallerHasPartsOfAnotherVersion) {
    const std::string range = "Range: bytes=0-4\r\nIf-Range: ";

    EXPECT_EQ(status_of(world_.ask(get("/file", range + "\"old\"\r\n"))), 200);
    EXPECT_EQ(status_of(world_.ask(get("/file", range + "\"tag1\"\r\n"))), 206);
}

TEST_F(FileAnswers, RefuseAPartBeyondTheEnd) {
    const auto answer = world_.ask(get("/file", "Range: bytes=1000000-\r\n"));

    EXPECT_EQ(status_of(answer), 416);
    EXPECT_NE(answer.find("Content-Range: bytes */1000000\r\n"), std::string::npos);
}

TEST_F(FileAnswers, SendNothingThatTheCallerHas) {
    const auto answer = world_.ask(get("/file", "If-None-Match: \"other\", W/\"tag1\"\r\n"));

    EXPECT_EQ(status_of(answer), 304);
    EXPECT_EQ(body_of(answer), "");
}

TEST_F(FileAnswers, HaveNoBodyForHead) {
    const auto answer = world_.ask("HEAD /file HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    EXPECT_NE(answer.find("Content-Length: 1000000\r\n"), std::string::npos);
    EXPECT_EQ(body_of(answer), "");
}

TEST(FileAnswer, IsAnErrorForWhatIsNoFile) {
    const Request request;
    Exchange exchange(request, 0);

    EXPECT_THROW(answer_file(exchange, {"/nowhere"}), base::Error);
    EXPECT_THROW(answer_file(exchange, {std::filesystem::temp_directory_path()}), base::Error);
}

TEST(ContentDisposition, CannotBeBrokenOutOf) {
    EXPECT_EQ(content_disposition("a\"; x=\"b", true),
              "attachment; filename=\"a_; x=_b\"; filename*=UTF-8''a%22%3B%20x%3D%22b");
    EXPECT_EQ(content_disposition("report.pdf", false), "inline; filename=\"report.pdf\"");
}

}  // namespace stead::http
