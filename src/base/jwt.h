#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace stead::base {

// What may verify a token. Each kind of key serves its own algorithms only, whatever the token
// claims about itself: RS256 and ES256 want a public key, HS256 a shared secret.
struct JwtKeys {
    std::string public_key;     // PEM: RSA of 2048 bits or more, or EC P-256
    std::string shared_secret;  // at least 32 bytes
};

struct JwtClaims {
    std::string issuer, subject;
    std::vector<std::string> audience;
};

// The claims of a signed token (RFC 7519), or why it is not believed. A token must say when it
// expires; clocks may differ by a minute.
struct JwtVerdict {
    std::optional<JwtClaims> claims;
    std::string flaw;  // for the log; "" when there are claims
};
JwtVerdict verify_jwt(std::string_view token, const JwtKeys& keys, Time now);

// The challenge that belongs to a PKCE verifier (RFC 7636, S256).
std::string pkce_challenge(std::string_view verifier);

}  // namespace stead::base
