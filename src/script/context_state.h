#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "script/context.h"
#include "script/error.h"
#include "script/watchdog.h"

struct JSContext;
class JSObject;
class JSScript;
namespace JS {
class Value;
template <typename T>
class Handle;
template <typename T>
class MutableHandle;
template <typename T>
class Rooted;
}  // namespace JS

// What the files of the engine's side share. Only they include this header; it declares the
// engine's types without including its headers.
namespace stead::script {

class Arguments;
struct HostClass;

// One running call.
struct Frame {
    Frame* around = nullptr;
    JS::Rooted<JSObject*>* bindings = nullptr;
    std::chrono::steady_clock::time_point deadline;
    std::size_t memory_growth = 0;  // that is allowed
    std::size_t memory_limit = 0;   // of the process; 0 = not worked out yet
    Environment* environment = nullptr;
};

// A ring of what host objects' wrappers hold (wrapper.cpp).
struct HeldLink {
    HeldLink* next = this;
    HeldLink* previous = this;

    void unlink() {
        next->previous = previous;
        previous->next = next;
        next = previous = this;
    }
};

class CompiledSources;  // compiled.cpp
class Prototypes;       // wrapper.cpp

struct Context::State {
    Runtime& runtime;
    Context& context;
    std::shared_ptr<Watchdog>
        watchdog;  // outlives the runtime for the sake of threads that end later
    Watchdog::Watched watched;
    Frame* innermost = nullptr;
    int depth = 0;
    std::atomic<bool> cancelled{false};
    std::optional<Error> stopped;    // set when the engine is unwinding without an exception
    std::exception_ptr foreign;      // what else a native let through
    HeldLink held;                   // head of the ring
    std::vector<std::string> added;  // globals made by the running call
    std::vector<std::unique_ptr<std::function<Value(Arguments&)>>> natives;  // given to Setup
    bool frozen = false;  // the API is complete; from now on globals are recorded
    std::shared_ptr<CompiledSources> compiled;
    std::shared_ptr<Prototypes> prototypes;
    std::shared_ptr<void> jobs;  // of promises
    struct Roots;
    std::shared_ptr<Roots> roots;  // the global object

    State(Context& context, Runtime& runtime);
    ~State();
    Value run(const Source& source, const Members& bindings, const Limits& limits,
              Environment* environment, Members* read_back);
    JSContext* engine() const { return watched.engine; }
    JSObject* global() const;
};

Context::State& state_of(JSContext* engine);

// convert.cpp
bool to_script(JSContext* engine, const Value& value, JS::MutableHandle<JS::Value> result);
Value from_script(JSContext* engine, JS::Handle<JS::Value> value);
bool new_text(JSContext* engine, std::string_view utf8, JS::MutableHandle<JS::Value> result);
std::string read_text(JSContext* engine, JS::Handle<JS::Value> value);  // value is a string

// wrapper.cpp
std::shared_ptr<Prototypes> new_prototypes(JSContext* engine);
void pin_classes(Prototypes& prototypes);  // those known now are never forgotten
void forget_classes_of(Prototypes& prototypes);
// Lets go of all host objects: nothing of a call outlives it.
void release_objects(Context::State& state);
void keep_objects(Context::State& state);  // those there are now stay
JSObject* wrap(JSContext* engine, const Object& object);
const Object* unwrap(JSObject* object);  // null when it is no host object
JSObject* constructor_of(JSContext* engine, const std::shared_ptr<const HostClass>& host_class);
JSObject* new_function(JSContext* engine, const std::string& name, const void* native);

// failure.cpp
[[noreturn]] void throw_failure(Context::State& state, std::string_view script);
bool translate_exception(JSContext* engine);  // inside catch (...): always false
struct PendingException {};                   // the engine already holds what the script will see

// globals.cpp
JSObject* new_global(JSContext* engine);
// Names that scripts and script includes see as globals and that are bindings of the running call.
bool define_ambient(JSContext* engine, const std::vector<std::string>& names);
bool freeze_globals(JSContext* engine);
void remove_added_globals(Context::State& state);

// context.cpp
// Executes within the running call but with variables of its own.
bool run_in_own_scope(Context::State& state, const Source& source,
                      JS::MutableHandle<JS::Value> result);
bool get_binding(const Context::State& state, const char* name,
                 JS::MutableHandle<JS::Value> result);

int live_contexts();  // of the process

// jobs.cpp
std::shared_ptr<void> new_jobs(JSContext* engine);

// compiled.cpp
JSScript* compile(Context::State& state, const Source& source);  // null: an exception is pending
std::shared_ptr<CompiledSources> new_compiled_sources(JSContext* engine);

// limits.cpp
bool look_at_limits(JSContext* engine);
std::size_t process_memory();

}  // namespace stead::script
