#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "script/value.h"

namespace stead::script {

class Runtime;

enum class Form {
    script,  // the result is `answer` if the script set it, else the value of its last expression
    body     // the body of a function: the result is what it returns
};

struct Source {
    std::string_view id;    // the cache's key: the sys_id and column of the script, or its text
    std::string_view name;  // what people read in error messages
    std::string_view text;
    Form form = Form::script;
};

struct Limits {
    std::chrono::milliseconds time{10'000};              // nested calls also obey those around them
    std::size_t memory_growth = std::size_t{256} << 20;  // of the process, while it runs
};
// For scripts that run once per row of a list.
inline constexpr Limits list_limits{std::chrono::milliseconds{200}};

// Whatever the natives of one call need to know: session, transaction … Owned by the caller.
struct Environment {
    virtual ~Environment() = default;
};

// Runs scripts, on the thread that made it. Each source is compiled once and kept by id and text.
// A call leaves nothing behind: variables, undeclared globals and loaded script includes vanish
// with the outermost call, so that one user's script cannot influence another's.
class Context {
public:
    explicit Context(Runtime& runtime);
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    // Runs with `bindings` as variables. Throws script::Error; an exception of C++ that a native
    // let through ends the script and comes out unchanged, unless it is a base::Error: that one
    // the script may catch.
    Value run(const Source& source, const Members& bindings = {}, const Limits& limits = {},
              Environment* environment = nullptr);

    // The same, and afterwards reads back into `bindings` what the script made of them.
    Value run_and_read(const Source& source, Members& bindings, const Limits& limits = {},
                       Environment* environment = nullptr);

    // Throws script::Error(syntax) when the text does not compile.
    void check(const Source& source);

    // Of the innermost running call, or of the nearest one around it that has one.
    Environment* environment() const;
    // A binding of the innermost running call that has it; undefined otherwise.
    Value binding(std::string_view name) const;

    // Drops classes that were not given to Setup: after a change of metadata. Not while running.
    void forget_classes();
    void cancel();      // from any thread: stops what runs now
    void forget();      // drops compiled sources and prototypes: after a change of metadata
    void collect();     // returns memory; for idle moments
    int depth() const;  // calls that are running
    std::size_t heap_bytes() const;

    struct State;  // the engine's side, in context_state.h
    State& state() { return *state_; }

private:
    std::unique_ptr<State> state_;
};

}  // namespace stead::script
