#include "record/blob_store.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>

#include "base/error.h"
#include "base/ids.h"

namespace stead::record {

namespace {

using base::Error;
using base::Status;
namespace fs = std::filesystem;

[[noreturn]] void fail_disk() {
    throw Error(Status::unavailable, "The file could not be stored; the disk may be full");
}

void flush(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = file >= 0 && ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!flushed) fail_disk();
}

void check_size(std::int64_t size, std::int64_t max_bytes) {
    if (size > max_bytes)
        throw Error(Status::too_large, "The file is too large",
                    "At most " + std::to_string(max_bytes) + " bytes are accepted");
}

// Puts a flushed temporary file in its place.
void move_into_place(const fs::path& temporary, const fs::path& target) {
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    fs::rename(temporary, target, error);
    if (error == std::errc::cross_device_link) {
        fs::copy_file(temporary, target, fs::copy_options::overwrite_existing, error);
        std::error_code ignored;
        fs::remove(temporary, ignored);
        flush(target);
    }
    if (error) fail_disk();
    flush(target.parent_path());
}

}  // namespace

std::string hash_of_file(const std::string& path) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(EVP_MD_CTX_new(),
                                                                         EVP_MD_CTX_free);
    EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr);
    std::ifstream file(path, std::ios::binary);
    std::array<char, 65536> buffer{};
    while (file.read(buffer.data(), buffer.size()) || file.gcount() > 0)
        EVP_DigestUpdate(digest.get(), buffer.data(), static_cast<std::size_t>(file.gcount()));
    std::array<unsigned char, 32> raw{};
    EVP_DigestFinal_ex(digest.get(), raw.data(), nullptr);
    std::string text;
    for (const auto byte : raw) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

std::string BlobStore::path(const std::string& hash) const {
    if (hash.size() < 3 || hash.find_first_not_of("0123456789abcdef") != std::string::npos)
        throw Error(Status::not_found, "No Record found", "The file's content is missing");
    return folder_ + "/" + hash.substr(0, 2) + "/" + hash.substr(2);
}

StagedBlob::~StagedBlob() {
    std::error_code ignored;
    fs::remove(path_, ignored);
}

std::shared_ptr<StagedBlob> BlobStore::stage(std::string_view bytes, std::int64_t max_bytes) const {
    const auto size = static_cast<std::int64_t>(bytes.size());
    check_size(size, max_bytes);
    std::error_code error;
    fs::create_directories(folder_, error);
    const fs::path temporary = fs::path(folder_) / ("new-" + base::random_hex(8));
    auto staged = std::make_shared<StagedBlob>(temporary.string(), base::sha256_hex(bytes), size);
    std::ofstream file(temporary, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) fail_disk();
    flush(temporary);
    return staged;
}

std::shared_ptr<StagedBlob> BlobStore::stage_file(const std::string& path,
                                                  std::int64_t max_bytes) const {
    std::error_code error;
    const auto size = static_cast<std::int64_t>(fs::file_size(path, error));
    if (error) fail_disk();
    check_size(size, max_bytes);
    flush(path);
    return std::make_shared<StagedBlob>(path, hash_of_file(path), size);
}

bool BlobStore::place(const StagedBlob& staged) const {
    const fs::path target = path(staged.hash());
    if (fs::exists(target)) return false;
    move_into_place(staged.path(), target);
    return true;
}

void BlobStore::remove(const std::string& hash) const {
    std::error_code ignored;
    fs::remove(path(hash), ignored);
}

}  // namespace stead::record
