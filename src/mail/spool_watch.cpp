#include "mail/spool_watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>

namespace stead::mail {

SpoolWatch::SpoolWatch(const std::string& folder, std::function<void()> arrived)
    : arrived_(std::move(arrived)),
      notices_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)),
      stop_(eventfd(0, EFD_CLOEXEC)) {
    if (notices_ < 0 || stop_ < 0) return;
    if (inotify_add_watch(notices_, folder.c_str(), IN_MOVED_TO) >= 0)
        thread_ = std::thread([this] { wait(); });
}

SpoolWatch::~SpoolWatch() {
    if (stop_ >= 0) eventfd_write(stop_, 1);
    if (thread_.joinable()) thread_.join();
    if (notices_ >= 0) ::close(notices_);
    if (stop_ >= 0) ::close(stop_);
}

void SpoolWatch::wait() {
    pollfd sources[] = {{notices_, POLLIN, 0}, {stop_, POLLIN, 0}};
    char buffer[4096];
    for (;;) {
        if (::poll(sources, 2, -1) < 0 && errno != EINTR) return;
        if (sources[1].revents) return;
        while (::read(notices_, buffer, sizeof buffer) > 0) {
        }
        arrived_();
    }
}

}  // namespace stead::mail
