#include "base/log.h"

#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "base/date_time.h"
#include "base/json_writer.h"
#include "base/text.h"

namespace stead::base {

namespace {

constexpr std::size_t max_queued_bytes = 8 << 20;  // beyond it lines are dropped, not memory eaten

std::string_view name(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warn:
            return "warn";
        case Level::error:
            return "error";
    }
    return "info";
}

void write_all(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(STDERR_FILENO, bytes.data(), bytes.size());
        if (written <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

struct Log::Queue {
    std::mutex mutex;
    std::condition_variable filled;
    std::string lines;
    Listener listener;
    bool stop = false;
    std::thread writer{[this] { run(); }};

    void run() {
        std::unique_lock lock(mutex);
        while (!stop || !lines.empty()) {
            filled.wait(lock, [this] { return stop || !lines.empty(); });
            std::string batch = std::move(lines);
            lines.clear();
            lock.unlock();
            write_all(batch);
            lock.lock();
        }
    }
};

Log::Log(Level least) : least_(least), queue_(new Queue) {}

Log::~Log() {
    {
        const std::lock_guard lock(queue_->mutex);
        queue_->stop = true;
    }
    queue_->filled.notify_one();
    queue_->writer.join();
    delete queue_;
}

void Log::listen(Listener listener) {
    const std::lock_guard lock(queue_->mutex);
    queue_->listener = std::move(listener);
}

void Log::write(Level level, std::string_view message, LogFields fields) {
    if (level < least_) return;
    std::string line;
    JsonWriter json(line);
    json.begin_object().member("time", format_utc(SystemClock().now()));
    json.member("level", name(level)).member("message", clean_utf8(message));
    for (const auto& [key, value] : fields) json.member(key, clean_utf8(value));
    json.end_object();
    line += '\n';
    {
        const std::lock_guard lock(queue_->mutex);
        if (queue_->lines.size() < max_queued_bytes) queue_->lines += line;
        if (queue_->listener) queue_->listener(level, message, fields);
    }
    queue_->filled.notify_one();
}

Level log_level(std::string_view text) {
    if (text == "debug") return Level::debug;
    if (text == "warn") return Level::warn;
    if (text == "error") return Level::error;
    return Level::info;
}

}  // namespace stead::base
