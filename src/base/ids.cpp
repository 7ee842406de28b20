#include "base/ids.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>

namespace stead::base {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

std::string hex(const unsigned char* bytes, std::size_t count) {
    std::string text(count * 2, '0');
    for (std::size_t i = 0; i < count; ++i) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    return text;
}

std::array<unsigned char, 32> sha256(std::string_view bytes) {
    std::array<unsigned char, 32> digest{};
    unsigned int length = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
    return digest;
}

}  // namespace

std::string new_sys_id(Time now) {
    static std::atomic<std::uint16_t> counter{0};
    const auto ms = static_cast<std::uint64_t>(now.time_since_epoch().count());
    const std::uint16_t order = counter.fetch_add(1, std::memory_order_relaxed);
    std::array<unsigned char, 16> id{};
    for (int i = 0; i < 6; ++i) id[i] = static_cast<unsigned char>(ms >> (8 * (5 - i)));
    id[6] = static_cast<unsigned char>(order >> 8);
    id[7] = static_cast<unsigned char>(order);
    randombytes_buf(id.data() + 8, 8);
    return hex(id.data(), id.size());
}

std::string derived_sys_id(std::initializer_list<std::string_view> parts) {
    std::string joined;
    for (const auto part : parts) {
        joined += part;
        joined += '\x1f';
    }
    return hex(sha256(joined).data(), 16);
}

bool is_sys_id(std::string_view text) {
    return text.size() == 32 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

std::string sha256_hex(std::string_view bytes) {
    return hex(sha256(bytes).data(), 32);
}

std::string random_hex(std::size_t bytes) {
    std::string raw(bytes, '\0');
    randombytes_buf(raw.data(), raw.size());
    return hex(reinterpret_cast<const unsigned char*>(raw.data()), raw.size());
}

}  // namespace stead::base
