#include "base/jwt.h"

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

#include <array>
#include <boost/json.hpp>
#include <memory>

#include "base/base64url.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"

namespace stead::base {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

constexpr std::int64_t tolerance = 60;  // seconds that two clocks may differ
constexpr std::size_t longest = 16 * 1024;
constexpr std::size_t shortest_secret = 32;
constexpr int shortest_rsa = 2048;
constexpr std::size_t half = 32;  // of an ES256 signature

const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

struct Parts {
    std::string_view signed_text;  // header.payload
    boost::json::object header, payload;
    std::string signature;
};

std::optional<boost::json::object> object_of(std::string_view part) {
    const auto text = base64url_decode(part);
    if (!text) return {};
    try {
        auto value = parse_json(*text);
        if (auto* object = value.if_object()) return std::move(*object);
    } catch (const Error&) {
        // no JSON: no token
    }
    return {};
}

std::optional<Parts> parts_of(std::string_view token) {
    const auto first = token.find('.');
    const auto second = token.find('.', first + 1);
    if (token.size() > longest || first == token.npos || second == token.npos) return {};
    auto header = object_of(token.substr(0, first));
    auto payload = object_of(token.substr(first + 1, second - first - 1));
    auto signature = base64url_decode(token.substr(second + 1));
    if (!header || !payload || !signature) return {};
    return Parts{token.substr(0, second), std::move(*header), std::move(*payload),
                 std::move(*signature)};
}

Key read_key(const std::string& pem) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> memory(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
    return {PEM_read_bio_PUBKEY(memory.get(), nullptr, nullptr, nullptr), EVP_PKEY_free};
}

bool is_signed(EVP_PKEY* key, std::string_view text, std::string_view signature) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free);
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(text),
                            text.size()) == 1;
}

bool verify_rs256(const Parts& parts, const JwtKeys& keys) {
    const Key key = read_key(keys.public_key);
    return key && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_RSA &&
           EVP_PKEY_get_bits(key.get()) >= shortest_rsa &&
           is_signed(key.get(), parts.signed_text, parts.signature);
}

bool is_p256(EVP_PKEY* key) {
    std::array<char, 32> group{};
    std::size_t size = 0;
    return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC &&
           EVP_PKEY_get_group_name(key, group.data(), group.size(), &size) == 1 &&
           std::string_view(group.data(), size) == "prime256v1";
}

// A token carries the two numbers side by side, OpenSSL wants them in DER.
std::string der_of(std::string_view signature) {
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(ECDSA_SIG_new(),
                                                                     ECDSA_SIG_free);
    BIGNUM* r = BN_bin2bn(raw(signature), half, nullptr);
    BIGNUM* s = BN_bin2bn(raw(signature) + half, half, nullptr);
    ECDSA_SIG_set0(pair.get(), r, s);
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &bytes);
    std::string der(reinterpret_cast<const char*>(bytes),
                    size > 0 ? static_cast<std::size_t>(size) : 0);
    OPENSSL_free(bytes);
    return der;
}

bool verify_es256(const Parts& parts, const JwtKeys& keys) {
    const Key key = read_key(keys.public_key);
    return key && is_p256(key.get()) && parts.signature.size() == 2 * half &&
           is_signed(key.get(), parts.signed_text, der_of(parts.signature));
}

bool verify_hs256(const Parts& parts, const JwtKeys& keys) {
    if (keys.shared_secret.size() < shortest_secret) return false;
    std::string digest(32, '\0');
    unsigned int size = 0;
    HMAC(EVP_sha256(), keys.shared_secret.data(), static_cast<int>(keys.shared_secret.size()),
         raw(parts.signed_text), parts.signed_text.size(),
         reinterpret_cast<unsigned char*>(digest.data()), &size);
    return size == digest.size() && equals_in_constant_time(digest, parts.signature);
}

bool is_signed(const Parts& parts, const JwtKeys& keys) {
    const auto algorithm = json_text(parts.header, "alg");
    if (parts.header.contains("crit")) return false;  // demands that we do not know
    if (algorithm == "RS256") return verify_rs256(parts, keys);
    if (algorithm == "ES256") return verify_es256(parts, keys);
    return algorithm == "HS256" && verify_hs256(parts, keys);
}

std::optional<std::int64_t> seconds(const boost::json::object& payload, std::string_view name) {
    const auto* value = payload.if_contains(name);
    if (!value || !value->is_number()) return {};
    boost::system::error_code error;
    const auto number = value->to_number<double>(error);
    if (error || !(number > -1e15 && number < 1e15)) return {};
    return static_cast<std::int64_t>(number);
}

std::string time_flaw(const boost::json::object& payload, Time time) {
    const auto now = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    const auto expires = seconds(payload, "exp");
    if (!expires) return "it does not say when it expires";
    if (now >= *expires + tolerance) return "it has expired";
    for (const auto* name : {"nbf", "iat"}) {
        if (!payload.contains(name)) continue;
        const auto begins = seconds(payload, name);
        if (!begins || now < *begins - tolerance) return "it is not valid yet";
    }
    return {};
}

JwtClaims claims_of(const boost::json::object& payload) {
    JwtClaims claims{json_text(payload, "iss"), json_text(payload, "sub"), {}};
    const auto* audience = payload.if_contains("aud");
    if (audience && audience->is_string()) claims.audience.push_back(json_scalar(*audience));
    if (audience && audience->is_array())
        for (const auto& each : audience->get_array())
            if (each.is_string()) claims.audience.push_back(json_scalar(each));
    return claims;
}

}  // namespace

JwtVerdict verify_jwt(std::string_view token, const JwtKeys& keys, Time now) {
    const auto parts = parts_of(token);
    if (!parts) return {{}, "it is malformed"};
    if (!is_signed(*parts, keys)) return {{}, "its signature is not valid"};
    if (auto flaw = time_flaw(parts->payload, now); !flaw.empty()) return {{}, std::move(flaw)};
    return {claims_of(parts->payload), {}};
}

std::string pkce_challenge(std::string_view verifier) {
    std::array<char, 32> digest{};
    unsigned int size = 0;
    EVP_Digest(verifier.data(), verifier.size(), reinterpret_cast<unsigned char*>(digest.data()),
               &size, EVP_sha256(), nullptr);
    return base64url_encode({digest.data(), size});
}

}  // namespace stead::base
