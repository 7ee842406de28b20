#include "base/password.h"

#include <sodium.h>

#include <semaphore>

#include "base/error.h"

namespace stead::base {

namespace {

constexpr std::size_t memory_bytes = 19 << 20;
constexpr unsigned long long passes = 2;

std::counting_semaphore<2>& slots() {
    static std::counting_semaphore<2> two(2);
    return two;
}

struct Slot {
    Slot() { slots().acquire(); }
    ~Slot() { slots().release(); }
};

}  // namespace

std::string hash_password(std::string_view password) {
    const Slot slot;
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), passes, memory_bytes) != 0)
        throw Error(Status::unavailable, "Not enough memory to hash a password");
    hash.resize(hash.find('\0'));
    return hash;
}

bool verify_password(std::string_view password, const std::string& hash) {
    const Slot slot;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

const std::string& dummy_password_hash() {
    static const std::string hash = hash_password("nobody has this one");
    return hash;
}

}  // namespace stead::base
