#include "base/jwt.h"

#include <gtest/gtest.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

#include "base/base64url.h"

namespace stead::base {

namespace {

const std::string secret = "a secret that is long enough for HS256!!";
const Time now{std::chrono::seconds(1'800'000'000)};
constexpr auto good = R"({"iss":"client","sub":"mira","aud":["client"],"exp":1800000060})";

struct KeyPair {
    EVP_PKEY* key;
    explicit KeyPair(EVP_PKEY* made) : key(made) {}
    ~KeyPair() { EVP_PKEY_free(key); }
    KeyPair(const KeyPair&) = delete;
    KeyPair& operator=(const KeyPair&) = delete;

    std::string public_pem() const {
        BIO* memory = BIO_new(BIO_s_mem());
        PEM_write_bio_PUBKEY(memory, key);
        char* bytes = nullptr;
        const long size = BIO_get_mem_data(memory, &bytes);
        std::string pem(bytes, static_cast<std::size_t>(size));
        BIO_free(memory);
        return pem;
    }
    std::string sign(const std::string& text) const {
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
        EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key);
        std::size_t size = 0;
        EVP_DigestSign(context, nullptr, &size, bytes, text.size());
        std::string signature(size, '\0');
        EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size, bytes,
                       text.size());
        signature.resize(size);
        EVP_MD_CTX_free(context);
        return signature;
    }
};

std::string unsigned_token(const std::string& header, const std::string& payload) {
    return base64url_encode(header) + "." + base64url_encode(payload);
}

std::string hs256(const std::string& payload, const std::string& key,
                  const std::string& header = R"({"alg":"HS256"})") {
    const auto text = unsigned_token(header, payload);
    std::string digest(32, '\0');
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(digest.data()), &size);
    return text + "." + base64url_encode(digest);
}

// r and s side by side, 32 bytes each.
std::string plain_signature(const std::string& der) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
    ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(der.size()));
    std::string plain(64, '\0');
    auto* out = reinterpret_cast<unsigned char*>(plain.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), out, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), out + 32, 32);
    ECDSA_SIG_free(pair);
    return plain;
}

}  // namespace

TEST(Jwt, BelievesATokenThatIsSignedAndInTime) {
    const auto verdict = verify_jwt(hs256(good, secret), {"", secret}, now);

    ASSERT_TRUE(verdict.claims) << verdict.flaw;
    EXPECT_EQ(verdict.claims->issuer, "client");
    EXPECT_EQ(verdict.claims->subject, "mira");
    EXPECT_EQ(verdict.claims->audience, std::vector<std::string>{"client"});
}

TEST(Jwt, VerifiesRsaAndEllipticSignatures) {
    const KeyPair rsa(EVP_RSA_gen(2048)), ec(EVP_EC_gen("P-256"));
    const auto rs = unsigned_token(R"({"alg":"RS256"})", good);
    const auto es = unsigned_token(R"({"alg":"ES256"})", good);
    const auto rs_token = rs + "." + base64url_encode(rsa.sign(rs));
    const auto es_token = es + "." + base64url_encode(plain_signature(ec.sign(es)));

    EXPECT_TRUE(verify_jwt(rs_token, {rsa.public_pem(), ""}, now).claims);
    EXPECT_TRUE(verify_jwt(es_token, {ec.public_pem(), ""}, now).claims);
    EXPECT_FALSE(verify_jwt(rs_token, {ec.public_pem(), ""}, now).claims);
    EXPECT_FALSE(verify_jwt(es_token, {rsa.public_pem(), ""}, now).claims);
}

TEST(Jwt, IsNotConfusedByTheAlgorithmThatTheTokenNames) {
    const KeyPair rsa(EVP_RSA_gen(2048));
    const auto pem = rsa.public_pem();

    EXPECT_FALSE(verify_jwt(hs256(good, pem), {pem, ""}, now).claims);
    EXPECT_FALSE(verify_jwt(hs256(good, pem), {pem, secret}, now).claims);
    EXPECT_FALSE(
        verify_jwt(unsigned_token(R"({"alg":"none"})", good) + ".", {pem, secret}, now).claims);
    EXPECT_FALSE(
        verify_jwt(hs256(good, secret, R"({"alg":"HS256","crit":["exp"]})"), {"", secret}, now)
            .claims);
}

TEST(Jwt, RefusesWeakKeys) {
    const KeyPair weak(EVP_RSA_gen(1024));
    const auto text = unsigned_token(R"({"alg":"RS256"})", good);

    EXPECT_FALSE(
        verify_jwt(text + "." + base64url_encode(weak.sign(text)), {weak.public_pem(), ""}, now)
            .claims);
    EXPECT_FALSE(verify_jwt(hs256(good, "short"), {"", "short"}, now).claims);
    EXPECT_FALSE(verify_jwt(hs256(good, ""), {}, now).claims);
}

TEST(Jwt, RefusesWhatIsTooLateTooEarlyOrEndless) {
    const auto flaw = [](const std::string& payload) {
        return verify_jwt(hs256(payload, secret), {"", secret}, now).flaw;
    };

    EXPECT_EQ(flaw(R"({"exp":1799999939})"), "it has expired");
    EXPECT_EQ(flaw(R"({"exp":1799999941})"), "");
    EXPECT_EQ(flaw(R"({"sub":"x"})"), "it does not say when it expires");
    EXPECT_EQ(flaw(R"({"exp":"1800000060"})"), "it does not say when it expires");
    EXPECT_EQ(flaw(R"({"exp":1800000060,"nbf":1800000061})"), "it is not valid yet");
    EXPECT_EQ(flaw(R"({"exp":1800009999,"iat":1800000061})"), "it is not valid yet");
}

TEST(Jwt, RefusesNonsense) {
    for (const auto* text : {"", ".", "..", "a.b.c", "e30.e30.", "e30.bm8.e30", "e30"})
        EXPECT_FALSE(verify_jwt(text, {"", secret}, now).claims) << text;
}

// The example of RFC 7636, appendix B.
TEST(Pkce, HashesTheVerifier) {
    EXPECT_EQ(pkce_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
              "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

}  // namespace stead::base
