#include "mail/spool.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/text.h"

namespace stead::mail {

namespace {

using base::Error;
using base::Status;

constexpr std::string_view ending = ".eml";
constexpr std::string_view try_mark = ".try";

[[noreturn]] void fail(const std::string& what) {
    throw Error(Status::unavailable, what + ": " + std::strerror(errno));
}

void write_all(int file, const char* bytes, std::size_t size) {
    while (size > 0) {
        const auto written = ::write(file, bytes, size);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("the mail could not be written");
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
}

class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    int get() const { return descriptor_; }
    void flush() {
        if (::fsync(descriptor_) != 0) fail("the mail could not be flushed");
    }

private:
    int descriptor_;
};

void make_folder(const std::string& path, mode_t rights) {
    if (::mkdir(path.c_str(), rights) != 0) {
        if (errno != EEXIST) fail("the folder " + path + " could not be made");
        return;
    }
    ::chmod(path.c_str(), rights);  // mkdir leaves out what the umask says
}

void flush_folder(const std::string& path) {
    File folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY));
    if (folder.get() >= 0) folder.flush();
}

std::uint64_t copy(int input, int output, std::uint64_t most_bytes) {
    char buffer[65536];
    std::uint64_t total = 0;
    for (;;) {
        const auto count = ::read(input, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("the mail could not be read");
        if (count == 0) return total;
        total += static_cast<std::uint64_t>(count);
        if (total > most_bytes) throw Error(Status::too_large, "the mail is too large");
        write_all(output, buffer, static_cast<std::size_t>(count));
    }
}

std::string read_all(int input) {
    std::string bytes;
    char buffer[65536];
    for (;;) {
        const auto count = ::read(input, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("the mail could not be read");
        if (count == 0) return bytes;
        bytes.append(buffer, static_cast<std::size_t>(count));
    }
}

// "00…2f.try2" → the id without its mark, and the number.
std::pair<std::string, int> tries_of(std::string_view id) {
    const auto mark = id.rfind(try_mark);
    if (mark == std::string_view::npos) return {std::string(id), 0};
    const auto count = base::to_integer(id.substr(mark + try_mark.size())).value_or(0);
    return {std::string(id.substr(0, mark)), static_cast<int>(count)};
}

}  // namespace

Spool::Spool(std::string data_folder)
    : data_folder_(std::move(data_folder)), folder_(data_folder_ + "/mail") {}

void Spool::make_folders() const {
    struct stat data {};
    if (::stat(data_folder_.c_str(), &data) != 0) fail("the data folder " + data_folder_);
    make_folder(folder_, data.st_mode & 0777);
    make_folder(incoming_folder(), data.st_mode & 02777);
}

std::string Spool::path(std::string_view id) const {
    return incoming_folder() + "/" + std::string(id) + std::string(ending);
}

std::string Spool::write(const std::function<void(int file)>& fill) const {
    make_folders();
    const auto id = base::new_sys_id(base::SystemClock().now());
    const auto draft = incoming_folder() + "/." + id;
    try {
        File file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
        if (file.get() < 0) fail("the mail could not be kept");
        fill(file.get());
        file.flush();
        if (::rename(draft.c_str(), path(id).c_str()) != 0) fail("the mail could not be kept");
    } catch (...) {
        ::unlink(draft.c_str());
        throw;
    }
    flush_folder(incoming_folder());
    return id;
}

std::string Spool::take(int input, std::uint64_t most_bytes) const {
    return write([&](int file) {
        if (copy(input, file, most_bytes) == 0)
            throw Error(Status::bad_request, "there is no mail on the standard input");
    });
}

std::string Spool::keep(std::string_view bytes) const {
    return write([&](int file) { write_all(file, bytes.data(), bytes.size()); });
}

std::vector<std::string> Spool::waiting(std::size_t most) const {
    std::vector<std::string> ids;
    DIR* folder = ::opendir(incoming_folder().c_str());
    if (!folder) return ids;
    while (const auto* entry = ::readdir(folder)) {
        const std::string_view name = entry->d_name;
        if (!name.starts_with('.') && name.ends_with(ending))
            ids.emplace_back(name.substr(0, name.size() - ending.size()));
    }
    ::closedir(folder);
    std::sort(ids.begin(), ids.end());
    if (ids.size() > most) ids.resize(most);
    return ids;
}

std::string Spool::read(std::string_view id) const {
    // Whoever may hand in a mail must not make the program read another file.
    File file(::open(path(id).c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    struct stat facts {};
    if (file.get() < 0 || ::fstat(file.get(), &facts) != 0) fail("the mail could not be read");
    if (!S_ISREG(facts.st_mode) || facts.st_nlink != 1)
        throw Error(Status::bad_request, "this is no file that was handed in");
    return read_all(file.get());
}

void Spool::remove(std::string_view id) const {
    if (::unlink(path(id).c_str()) != 0 && errno != ENOENT) fail("the mail could not be removed");
}

void Spool::set_aside(std::string_view id, std::string_view reason) const {
    const auto failed = folder_ + "/failed";
    make_folder(failed, 0700);
    const auto target = failed + "/" + tries_of(id).first;
    if (::rename(path(id).c_str(), (target + std::string(ending)).c_str()) != 0)
        fail("the mail could not be set aside");
    std::ofstream(target + ".txt") << reason << "\n";
}

int Spool::count_try(std::string& id) const {
    const auto [plain, tries] = tries_of(id);
    const auto next = plain + std::string(try_mark) + std::to_string(tries + 1);
    if (::rename(path(id).c_str(), path(next).c_str()) != 0) fail("the mail could not be claimed");
    id = next;
    return tries;
}

}  // namespace stead::mail
