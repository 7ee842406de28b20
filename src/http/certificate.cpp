#include "http/certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>

#include "base/error.h"

namespace stead::http {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using X509Ptr = std::unique_ptr<X509, decltype(&X509_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

constexpr std::chrono::days lifetime{365};
constexpr std::chrono::days renew_before{30};

void require(bool ok) {
    if (!ok) throw base::Error(base::Status::internal, "OpenSSL could not make a certificate");
}

std::optional<std::string> read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

std::string text_of(BIO* memory) {
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory, &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

void add_extension(X509* certificate, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    require(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

void set_serial(X509* certificate) {
    std::uint64_t serial = 0;
    require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1);
    require(ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1U) == 1);
}

void set_name(X509* certificate) {
    X509_NAME* name = X509_get_subject_name(certificate);
    const auto* text = reinterpret_cast<const unsigned char*>("localhost");
    require(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0) == 1);
    require(X509_set_issuer_name(certificate, name) == 1);
}

void set_validity(X509* certificate, base::Time now) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    const auto length = std::chrono::seconds(lifetime).count();
    ASN1_TIME_set(X509_getm_notBefore(certificate), seconds - 3600);
    ASN1_TIME_set(X509_getm_notAfter(certificate), seconds + length);
}

X509Ptr sign_certificate(EVP_PKEY* key, base::Time now) {
    X509Ptr certificate(X509_new(), X509_free);
    require(certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
    set_serial(certificate.get());
    set_name(certificate.get());
    set_validity(certificate.get(), now);
    require(X509_set_pubkey(certificate.get(), key) == 1);
    add_extension(certificate.get(), NID_subject_alt_name,
                  "DNS:localhost,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1");
    add_extension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE");
    add_extension(certificate.get(), NID_ext_key_usage, "serverAuth");
    require(X509_sign(certificate.get(), key, EVP_sha256()) != 0);
    return certificate;
}

Certificate make_certificate(base::Time now) {
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    require(key != nullptr);
    const X509Ptr certificate = sign_certificate(key.get(), now);
    const Memory chain(BIO_new(BIO_s_mem()), BIO_free);
    const Memory secret(BIO_new(BIO_s_mem()), BIO_free);
    require(PEM_write_bio_X509(chain.get(), certificate.get()) == 1);
    require(PEM_write_bio_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                     nullptr) == 1);
    return {text_of(chain.get()), text_of(secret.get())};
}

bool is_fresh(const std::string& chain, base::Time now) {
    const Memory memory(BIO_new_mem_buf(chain.data(), static_cast<int>(chain.size())), BIO_free);
    const X509Ptr certificate(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr),
                              X509_free);
    if (!certificate) return false;
    const auto limit = std::chrono::floor<std::chrono::seconds>(now + renew_before);
    time_t until = limit.time_since_epoch().count();
    return X509_cmp_time(X509_get0_notAfter(certificate.get()), &until) > 0;
}

void write_private(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::remove(path);
    std::ofstream file(path, std::ios::binary);
    using std::filesystem::perms;
    std::filesystem::permissions(path, perms::owner_read | perms::owner_write);
    file << text;
    if (!file.flush()) {
        throw base::Error(base::Status::unavailable, "Cannot write " + path.string());
    }
}

std::string read_or_fail(const std::filesystem::path& path) {
    auto text = read_file(path);
    if (!text) throw base::Error(base::Status::bad_request, "Cannot read " + path.string());
    return *std::move(text);
}

}  // namespace

Certificate read_certificate(const std::filesystem::path& chain, const std::filesystem::path& key) {
    return {read_or_fail(chain), read_or_fail(key)};
}

Certificate self_signed_certificate(const std::filesystem::path& folder, base::Time now) {
    const auto chain_path = folder / "self-signed.crt";
    const auto key_path = folder / "self-signed.key";
    const auto chain = read_file(chain_path);
    const auto key = read_file(key_path);
    if (chain && key && is_fresh(*chain, now)) return {*chain, *key};
    Certificate made = make_certificate(now);
    std::filesystem::create_directories(folder);
    write_private(key_path, made.key);
    write_private(chain_path, made.chain);
    return made;
}

}  // namespace stead::http
