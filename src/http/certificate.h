#pragma once

#include <filesystem>
#include <string>

#include "base/clock.h"

namespace stead::http {

// What a TLS server shows, both as PEM text.
struct Certificate {
    std::string chain;
    std::string key;
};

// Throws Error(bad_request) when a file cannot be read.
Certificate read_certificate(const std::filesystem::path& chain, const std::filesystem::path& key);

// A certificate of our own for localhost, 127.0.0.1 and ::1, for development. It is kept in the
// folder (self-signed.crt, self-signed.key) and made anew when it is about to end.
Certificate self_signed_certificate(const std::filesystem::path& folder, base::Time now);

}  // namespace stead::http
