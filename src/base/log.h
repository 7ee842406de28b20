#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace stead::base {

enum class Level { debug, info, warn, error };

using LogFields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

// Where log lines go: JSON, one object a line, on standard error. Callers never pass secrets.
// One object for the program, handed to what needs it; safe to share between threads.
class Log {
public:
    explicit Log(Level least = Level::info);
    ~Log();  // writes what is queued
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    // Told about every line, one at a time; must be quick and must not log. An empty one ends it.
    using Listener = std::function<void(Level, std::string_view message, LogFields fields)>;
    void listen(Listener listener);

    void debug(std::string_view message, LogFields fields = {}) {
        write(Level::debug, message, fields);
    }
    void info(std::string_view message, LogFields fields = {}) {
        write(Level::info, message, fields);
    }
    void warn(std::string_view message, LogFields fields = {}) {
        write(Level::warn, message, fields);
    }
    void error(std::string_view message, LogFields fields = {}) {
        write(Level::error, message, fields);
    }

private:
    void write(Level level, std::string_view message, LogFields fields);

    struct Queue;
    Level least_;
    Queue* queue_;  // owned; hidden because <thread> and <condition_variable> are heavy
};

Level log_level(std::string_view name);  // unknown names mean info

}  // namespace stead::base
