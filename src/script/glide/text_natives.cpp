#include <openssl/evp.h>

#include "base/base64.h"
#include "base/text.h"
#include "script/glide/api.h"
#include "script/runtime.h"

// Encodings and digests.
namespace stead::script {
namespace {

Value to_base64(Arguments& args) {
    return base::encode_base64(args.text(0));
}

Value from_base64(Arguments& args) {
    const auto bytes = base::decode_base64(args.text(0));
    return bytes ? Value(base::clean_utf8(*bytes)) : Value(Null{});
}

const EVP_MD* algorithm(std::string_view name) {
    if (name == "md5") return EVP_md5();
    if (name == "sha1") return EVP_sha1();
    return EVP_sha256();
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

// The digest of the text's UTF-8, as "hex" or "base64".
Value digest(Arguments& args) {
    const auto text = args.text(1);
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    EVP_Digest(text.data(), text.size(), bytes, &length, algorithm(args.text(0)), nullptr);
    const std::string_view found(reinterpret_cast<const char*>(bytes), length);
    return args.text(2) == "base64" ? base::encode_base64(found) : hex(found);
}

}  // namespace

void install_text_natives(Setup& setup) {
    setup.function("host.toBase64", to_base64);
    setup.function("host.fromBase64", from_base64);
    setup.function("host.digest", digest);
}

}  // namespace stead::script
