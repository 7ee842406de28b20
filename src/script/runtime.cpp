#include "script/runtime.h"

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <stdexcept>

#include "js/CompilationAndEvaluation.h"
#include "js/Initialization.h"
#include "js/Object.h"
#include "js/PropertyAndElement.h"
#include "js/SourceText.h"
#include "jsapi.h"
#include "script/context_state.h"
#include "script/watchdog.h"

namespace stead::script {
namespace {

// The engine can be started once per process. It ends with the process, after the main thread's
// context; threads that still have one at that time keep it from ending in order.
void start_engine(bool just_in_time) {
    static std::once_flag once;
    std::call_once(once, [just_in_time] {
        if (!just_in_time) JS::DisableJitBackend();
        if (!JS_Init()) throw std::runtime_error("cannot start the JavaScript engine");
        std::atexit([] {
            if (live_contexts() == 0) JS_ShutDown();
        });
    });
}

std::uint64_t next_id() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

struct OfThread {
    std::uint64_t runtime = 0;
    std::unique_ptr<Context> context;
};

}  // namespace

Runtime::Runtime(Options options)
    : options_(std::move(options)), watchdog_(std::make_shared<Watchdog>()), id_(next_id()) {
    start_engine(options_.just_in_time);
}

Runtime::~Runtime() = default;

Context& Runtime::context() {
    thread_local OfThread mine;
    if (mine.runtime != id_) {
        mine.context.reset();
        mine.context = std::make_unique<Context>(*this);
        mine.runtime = id_;
    }
    return *mine.context;
}

void Setup::define(const std::shared_ptr<const HostClass>& host_class) {
    JSContext* engine = context_.state().engine();
    JS::RootedObject global(engine, context_.state().global());
    JS::RootedObject constructor(engine, constructor_of(engine, host_class));
    if (!constructor ||
        !JS_DefineProperty(engine, global, host_class->name.c_str(), constructor, 0)) {
        throw_failure(context_.state(), host_class->name);
    }
}

namespace {

// The object before the dot, made when it is missing.
JSObject* owner_of(Context::State& state, std::string_view path) {
    JSContext* engine = state.engine();
    JS::RootedObject owner(engine, state.global());
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) return owner;
    const std::string name(path.substr(0, dot));
    JS::RootedValue found(engine);
    if (!JS_GetProperty(engine, owner, name.c_str(), &found)) return nullptr;
    if (found.isObject()) return &found.toObject();
    JS::RootedObject made(engine, JS_NewPlainObject(engine));
    if (!made || !JS_DefineProperty(engine, owner, name.c_str(), made, 0)) return nullptr;
    return made;
}

}  // namespace

void Setup::function(std::string_view path, const Native& native) {
    auto& state = context_.state();
    const std::string name(path.substr(path.rfind('.') + 1));
    const auto& kept = state.natives.emplace_back(std::make_unique<Native>(native));
    JS::RootedObject owner(state.engine(), owner_of(state, path));
    JS::RootedObject function(state.engine(), new_function(state.engine(), name, kept.get()));
    if (!owner || !function ||
        !JS_DefineProperty(state.engine(), owner, name.c_str(), function, JSPROP_ENUMERATE)) {
        throw_failure(state, path);
    }
}

void Setup::value(std::string_view name, const Value& value) {
    auto& state = context_.state();
    JS::RootedObject global(state.engine(), state.global());
    JS::RootedValue converted(state.engine());
    if (!to_script(state.engine(), value, &converted) ||
        !JS_DefineProperty(state.engine(), global, std::string(name).c_str(), converted, 0)) {
        throw_failure(state, name);
    }
}

void Setup::hide(std::string_view name) {
    auto& state = context_.state();
    JS::RootedObject global(state.engine(), state.global());
    if (!JS_DeleteProperty(state.engine(), global, std::string(name).c_str())) {
        throw_failure(state, name);
    }
}

void Setup::library(std::string_view name, std::string_view text) {
    auto& state = context_.state();
    const std::string file(name);  // borrowed by the options
    JS::CompileOptions options(state.engine());
    options.setFileAndLine(file.c_str(), 1);
    JS::SourceText<mozilla::Utf8Unit> buffer;
    JS::RootedValue ignored(state.engine());
    if (!buffer.init(state.engine(), text.data(), text.size(), JS::SourceOwnership::Borrowed) ||
        !JS::Evaluate(state.engine(), options, buffer, &ignored)) {
        throw_failure(state, name);
    }
}

}  // namespace stead::script
