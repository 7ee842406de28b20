#include "http/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/error.h"

namespace stead::http {

MappedFile::MappedFile(const std::filesystem::path& path) {
    std::error_code error;
    size_ = std::filesystem::file_size(path, error);
    if (!error && size_ == 0) return;
    const int file = error ? -1 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        start_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
        ::close(file);
    }
    if (file >= 0 && start_ != MAP_FAILED) return;
    throw base::Error(base::Status::unavailable, "The upload could not be read");
}

MappedFile::~MappedFile() {
    if (start_ != nullptr) ::munmap(start_, size_);
}

}  // namespace stead::http
