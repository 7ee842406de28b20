#pragma once

#include <functional>
#include <string>
#include <thread>

namespace stead::mail {

// Tells when a file has arrived in a folder. Without it mails wait for the next look of the pump.
class SpoolWatch {
public:
    SpoolWatch(const std::string& folder, std::function<void()> arrived);
    ~SpoolWatch();
    SpoolWatch(const SpoolWatch&) = delete;
    SpoolWatch& operator=(const SpoolWatch&) = delete;

private:
    void wait();

    std::function<void()> arrived_;
    int notices_ = -1, stop_ = -1;  // inotify, eventfd
    std::thread thread_;
};

}  // namespace stead::mail
