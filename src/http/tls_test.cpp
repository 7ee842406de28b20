#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>

#include "base/error.h"
#include "http/certificate.h"
#include "http/wire_test.h"

namespace stead::http {

namespace {

using test::get;
using test::RawClient;
using test::status_of;
using test::TestServer;
using namespace std::chrono_literals;

class Tls : public testing::Test {
protected:
    Tls()
        : folder_(std::filesystem::temp_directory_path() /
                  ("stead-tls-test-" + std::to_string(::getpid()))) {}
    ~Tls() override { std::filesystem::remove_all(folder_); }

    TestServer::Prepare with_certificate() {
        return [this](Router&, ServerOptions& options) {
            options.tls = self_signed_certificate(folder_, base::SystemClock().now());
        };
    }

    const std::filesystem::path folder_;
};

// Sends a request over TLS, trusting the certificate in the file and no other.
struct TlsAnswer {
    std::string text;
    bool verified = false;
};

TlsAnswer ask(std::uint16_t port, const std::filesystem::path& trusted,
              const std::string& request) {
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(
        SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    SSL_CTX_load_verify_file(context.get(), trusted.c_str());
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> bio(BIO_new_ssl_connect(context.get()),
                                                            BIO_free_all);
    SSL* ssl = nullptr;
    BIO_get_ssl(bio.get(), &ssl);
    SSL_set1_host(ssl, "localhost");
    BIO_set_conn_hostname(bio.get(), ("127.0.0.1:" + std::to_string(port)).c_str());
    TlsAnswer answer;
    if (BIO_do_connect(bio.get()) != 1) return answer;
    answer.verified = SSL_get_verify_result(ssl) == X509_V_OK;
    BIO_write(bio.get(), request.data(), static_cast<int>(request.size()));
    char piece[16 * 1024];
    for (int count = 0; (count = BIO_read(bio.get(), piece, sizeof piece)) > 0;) {
        answer.text.append(piece, static_cast<std::size_t>(count));
    }
    return answer;
}

}  // namespace

TEST_F(Tls, ServesWithACertificateOfOurOwnThatCanBeTrusted) {
    TestServer world(with_certificate());

    const auto answer = ask(world.port(), folder_ / "self-signed.crt", get("/big"));

    EXPECT_TRUE(answer.verified);
    EXPECT_EQ(status_of(answer.text), 200);
    EXPECT_GT(answer.text.size(), 100'000u);
}

TEST_F(Tls, TellsHandlersThatTheCallIsEncrypted) {
    TestServer world([this](Router& router, ServerOptions& options) {
        with_certificate()(router, options);
        router.add(Method::get, "/me", [](Exchange& exchange) {
            exchange.response.set("text/plain", base_url(exchange.request));
        });
    });

    const auto answer = ask(world.port(), folder_ / "self-signed.crt", get("/me"));

    EXPECT_EQ(test::body_of(answer.text), "https://test");
}

TEST_F(Tls, EndsAPlainConversationAtOnce) {
    TestServer world(with_certificate());

    EXPECT_EQ(status_of(world.ask(get("/hello"))), 0);
}

TEST_F(Tls, KeepsTheCertificateUntilItIsAboutToEnd) {
    const auto now = base::SystemClock().now();
    const auto first = self_signed_certificate(folder_, now);

    EXPECT_EQ(self_signed_certificate(folder_, now + 24h).chain, first.chain);
    EXPECT_NE(self_signed_certificate(folder_, now + 24h * 340).chain, first.chain);
    const auto mode = std::filesystem::status(folder_ / "self-signed.key").permissions();
    EXPECT_EQ(mode & std::filesystem::perms::group_all, std::filesystem::perms::none);
}

TEST_F(Tls, SaysWhichFileCannotBeRead) {
    try {
        read_certificate(folder_ / "none.crt", folder_ / "none.key");
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_EQ(std::string(error.what()), "Cannot read " + (folder_ / "none.crt").string());
    }
}

TEST_F(Tls, RefusesACertificateThatIsNone) {
    EXPECT_THROW(TestServer([](Router&, ServerOptions& options) {
                     options.tls = Certificate{"nonsense", "nonsense"};
                 }),
                 base::Error);
}

}  // namespace stead::http
