#include "http/temp_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include "base/error.h"

namespace stead::http {

namespace {

[[noreturn]] void fail() {
    throw base::Error(base::Status::unavailable, "The upload could not be stored",
                      std::generic_category().message(errno));
}

}  // namespace

TempFile::TempFile(const std::filesystem::path& folder) {
    std::string name = (folder / "upload-XXXXXX").string();
    file_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) fail();
    path_ = name;
}

TempFile::~TempFile() {
    ::close(file_);
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

void TempFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail();
        bytes.remove_prefix(static_cast<std::size_t>(written));
        size_ += static_cast<std::uint64_t>(written);
    }
}

int TempFile::duplicate() const {
    const int file = ::fcntl(file_, F_DUPFD_CLOEXEC, 0);
    if (file < 0) fail();
    return file;
}

}  // namespace stead::http
