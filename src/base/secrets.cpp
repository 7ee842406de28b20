#include "base/secrets.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/base64url.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/text.h"

namespace stead::base {

namespace {

constexpr std::string_view prefix = "sealed:";
constexpr std::size_t key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char* raw(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::optional<std::string> from_hex(std::string_view text) {
    std::string bytes(text.size() / 2, '\0');
    std::size_t size = 0;
    if (sodium_hex2bin(raw(bytes), bytes.size(), text.data(), text.size(), nullptr, &size,
                       nullptr) != 0 ||
        size != key_bytes)
        return {};
    return bytes;
}

std::string to_hex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), raw(bytes), bytes.size());
    text.resize(text.size() - 1);
    return text;
}

[[noreturn]] void fail(const std::string& file) {
    throw Error(Status::unavailable, "Cannot write the key file " + file);
}

}  // namespace

Secrets::Secrets(std::string file) : file_(std::move(file)) {
    if (sodium_init() < 0) throw Error(Status::unavailable, "The crypto library does not start");
    if (!file_.empty() && std::filesystem::exists(file_)) {
        read();
    } else {
        keys_.push_back(new_key());
        if (!file_.empty()) write();
    }
}

Secrets::Key Secrets::new_key() {
    Key key{random_hex(4), std::string(key_bytes, '\0')};
    randombytes_buf(key.bytes.data(), key.bytes.size());
    return key;
}

void Secrets::read() {
    std::ifstream file(file_);
    std::string line;
    while (std::getline(file, line)) {
        const auto words = split_names(line, ' ');
        if (words.empty()) continue;
        const auto bytes = words.size() == 2 ? from_hex(words[1]) : std::nullopt;
        if (!bytes) throw Error(Status::unavailable, "The key file is damaged: " + file_);
        keys_.push_back({words[0], *bytes});
    }
    if (keys_.empty()) throw Error(Status::unavailable, "The key file is empty: " + file_);
}

// Whole or not at all, and on disk before anything is sealed with it.
void Secrets::write() const {
    const std::string fresh = file_ + ".new";
    std::string text;
    for (const auto& key : keys_) text += key.id + " " + to_hex(key.bytes) + "\n";
    ::unlink(fresh.c_str());
    const int out = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (out < 0) fail(file_);
    const bool written =
        ::write(out, text.data(), text.size()) == ssize_t(text.size()) && ::fsync(out) == 0;
    ::close(out);
    if (!written || ::rename(fresh.c_str(), file_.c_str()) != 0) fail(file_);
    const auto folder = std::filesystem::path(file_).parent_path();
    const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0) return;
    ::fsync(directory);
    ::close(directory);
}

const Secrets::Key* Secrets::find(std::string_view id) const {
    for (const auto& key : keys_)
        if (key.id == id) return &key;
    return nullptr;
}

std::string Secrets::seal(std::string_view text) const {
    const Key& key = keys_.front();
    std::string bytes(nonce_bytes + text.size() + tag_bytes, '\0');
    randombytes_buf(bytes.data(), nonce_bytes);
    unsigned long long size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(bytes) + nonce_bytes, &size, raw(text),
                                               text.size(), nullptr, 0, nullptr, raw(bytes),
                                               raw(std::string_view(key.bytes)));
    return std::string(prefix) + key.id + ":" + base64url_encode(bytes);
}

std::optional<std::string> Secrets::open(std::string_view sealed) const {
    if (!looks_sealed(sealed)) return {};
    sealed.remove_prefix(prefix.size());
    const auto colon = sealed.find(':');
    const Key* key = colon == std::string_view::npos ? nullptr : find(sealed.substr(0, colon));
    const auto bytes = key ? base64url_decode(sealed.substr(colon + 1)) : std::nullopt;
    if (!bytes || bytes->size() < nonce_bytes + tag_bytes) return {};
    const std::string_view all = *bytes;
    std::string text(all.size() - nonce_bytes - tag_bytes, '\0');
    unsigned long long size = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            raw(text), &size, nullptr, raw(all) + nonce_bytes, all.size() - nonce_bytes, nullptr, 0,
            raw(all), raw(std::string_view(key->bytes))) != 0)
        return {};
    return text;
}

bool Secrets::is_newest(std::string_view sealed) const {
    return sealed.starts_with(std::string(prefix) + keys_.front().id + ":");
}

bool Secrets::looks_sealed(std::string_view text) {
    return text.starts_with(prefix);
}

std::string Secrets::derive(std::string_view text) const {
    const auto& key = keys_.front().bytes;
    std::string digest(32, '\0');
    const std::string message = "derived " + std::string(text);
    crypto_generichash(raw(digest), digest.size(), raw(std::string_view(message)), message.size(),
                       raw(std::string_view(key)), key.size());
    return to_hex(digest);
}

void Secrets::rotate() {
    keys_.insert(keys_.begin(), new_key());
    if (!file_.empty()) write();
}

}  // namespace stead::base
