#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

#include "js/ContextOptions.h"
#include "jsapi.h"
#include "jsfriendapi.h"
#include "script/context_state.h"

namespace stead::script {
namespace {

// Where the script is now, for the message that says why it was stopped.
Error stop(JSContext* engine, Failure failure, const char* message) {
    JS::AutoFilename name;
    unsigned line = 0;
    unsigned column = 0;
    if (!JS::DescribeScriptedCaller(engine, &name, &line, &column)) return {failure, message};
    return {failure, message, name.get() ? name.get() : "", line, line ? column + 1 : 0};
}

}  // namespace

std::size_t process_memory() {
    static const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    char text[128] = {};
    if (file < 0 || pread(file, text, sizeof text - 1, 0) <= 0) return 0;
    unsigned long total = 0;
    unsigned long resident = 0;
    std::sscanf(text, "%lu %lu", &total, &resident);
    return resident * 4096;
}

// The engine's interrupt callback; false stops the script and cannot be caught by it.
bool look_at_limits(JSContext* engine) {
    auto& state = state_of(engine);
    Frame* frame = state.innermost;
    if (!frame) return true;
    const auto memory = process_memory();
    // Short scripts never get here, so they need not ask.
    if (frame->memory_limit == 0) frame->memory_limit = memory + frame->memory_growth;
    if (state.cancelled.load()) {
        state.stopped = stop(engine, Failure::cancelled, "the script was cancelled");
    } else if (std::chrono::steady_clock::now() > frame->deadline) {
        state.stopped = stop(engine, Failure::deadline, "the script ran too long");
    } else if (memory > frame->memory_limit) {
        state.stopped = stop(engine, Failure::memory, "the script took too much memory");
    }
    return !state.stopped;
}

}  // namespace stead::script
