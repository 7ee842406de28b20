#include "jobs/log_rows.h"

#include <algorithm>
#include <iterator>
#include <mutex>

#include "base/date_time.h"
#include "base/error.h"
#include "base/json_writer.h"
#include "record/class_sql.h"

namespace stead::jobs {

namespace {

constexpr const char* table = "syslog";
constexpr std::size_t most_waiting = 10'000;  // lines; what comes beyond is only in the output
constexpr std::size_t most_at_once = 200;

struct Line {
    base::Level level;
    base::Time time;
    std::string message, source, request, fields;
};

// Debug is -1, information 0, and so on.
std::string number_of(base::Level level) {
    return std::to_string(static_cast<int>(level) - static_cast<int>(base::Level::info));
}

Line line_of(base::Level level, base::Time time, std::string_view message, base::LogFields fields) {
    Line line{level, time, base::clean_utf8(message), "", "", ""};
    base::JsonWriter json(line.fields);
    json.begin_object();
    for (const auto& [name, value] : fields) {
        if (name == "source" || name == "script") line.source = base::clean_utf8(value);
        if (name == "request") line.request = value;
        json.member(name, base::clean_utf8(value));
    }
    json.end_object();
    return line;
}

void insert(record::Unit& unit, const Line& line) {
    record::Record row(unit.dictionary().get(table));
    row.set("level", number_of(line.level));
    row.set("message", line.message);
    row.set("source", line.source);
    row.set("request_id", line.request);
    row.set("context_map", line.fields);
    row.set("sys_created_on", base::format_utc(line.time));
    record::insert_raw(unit, row);
}

}  // namespace

struct LogRows::Lines {
    std::mutex mutex;
    std::vector<Line> waiting;

    void add(Line line) {
        const std::lock_guard lock(mutex);
        if (waiting.size() < most_waiting) waiting.push_back(std::move(line));
    }
    std::vector<Line> take() {
        const std::lock_guard lock(mutex);
        const auto end =
            waiting.begin() + static_cast<std::ptrdiff_t>(std::min(waiting.size(), most_at_once));
        std::vector<Line> taken(std::make_move_iterator(waiting.begin()),
                                std::make_move_iterator(end));
        waiting.erase(waiting.begin(), end);
        return taken;
    }
};

LogRows::LogRows(record::Store& store, base::Log& log)
    : store_(store), log_(log), lines_(std::make_unique<Lines>()) {
    log_.listen([this](base::Level level, std::string_view message, base::LogFields fields) {
        lines_->add(line_of(level, store_.clock().now(), message, fields));
    });
}

LogRows::~LogRows() {
    log_.listen({});
}

bool LogRows::work() {
    const auto lines = lines_->take();
    if (lines.empty()) return false;
    try {
        store_.write(record::system_session(), [&](record::Unit& unit) {
            if (!unit.dictionary().find(table)) return;
            for (const auto& line : lines) insert(unit, line);
        });
    } catch (const base::Error&) {
        // They were printed. To say that they could not be kept would only make more of them.
    }
    return true;
}

}  // namespace stead::jobs
