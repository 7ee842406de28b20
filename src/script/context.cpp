#include "script/context.h"

#include <algorithm>
#include <stdexcept>

#include "js/CompilationAndEvaluation.h"
#include "js/ContextOptions.h"
#include "js/Initialization.h"
#include "js/Object.h"
#include "js/PropertyAndElement.h"
#include "jsapi.h"
#include "jsfriendapi.h"
#include "script/context_state.h"
#include "script/runtime.h"

namespace stead::script {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::uint32_t nursery_bytes = 2u << 20;
constexpr std::uint32_t first_collection_megabytes = 3;
constexpr std::size_t stack_bytes = std::size_t{2} << 20;

bool forbid_code_from_text(JSContext*, JS::RuntimeCode, JS::HandleString) {
    return false;
}

constexpr JSSecurityCallbacks security = {forbid_code_from_text, nullptr};

void switch_off_machine_code(JSContext* engine) {
    JS_SetGlobalJitCompilerOption(engine, JSJITCOMPILER_BASELINE_INTERPRETER_ENABLE, 0);
    JS_SetGlobalJitCompilerOption(engine, JSJITCOMPILER_BASELINE_ENABLE, 0);
    JS_SetGlobalJitCompilerOption(engine, JSJITCOMPILER_ION_ENABLE, 0);
    JS_SetGlobalJitCompilerOption(engine, JSJITCOMPILER_NATIVE_REGEXP_ENABLE, 0);
}

JSContext* new_engine(const Options& options) {
    JSContext* engine = JS_NewContext(static_cast<std::uint32_t>(options.heap_limit));
    if (!engine) throw std::runtime_error("cannot start the JavaScript engine");
    if (!options.just_in_time) switch_off_machine_code(engine);
    JS::ContextOptionsRef(engine).setAsmJS(false).setWasm(false);
    JS_SetGCParameter(engine, JSGC_MAX_NURSERY_BYTES, nursery_bytes);
    JS_SetGCParameter(engine, JSGC_ALLOCATION_THRESHOLD, first_collection_megabytes);
    JS_SetNativeStackQuota(engine, stack_bytes);
    JS_SetSecurityCallbacks(engine, &security);
    if (!JS::InitSelfHostedCode(engine) || !JS_AddInterruptCallback(engine, look_at_limits)) {
        JS_DestroyContext(engine);
        throw std::runtime_error("cannot start the JavaScript engine");
    }
    return engine;
}

std::atomic<int> contexts{0};

// Enters a call and leaves it however it ends.
class Entered {
public:
    Entered(Context::State& state, Frame& frame) : state_(state) {
        frame.around = state.innermost;
        state.innermost = &frame;
        state.watched.deadline.store(frame.deadline);
        if (state.depth++ == 0) state.watchdog->start(state.watched, SteadyClock::now());
    }
    ~Entered() {
        state_.innermost = state_.innermost->around;
        if (--state_.depth > 0) {
            state_.watched.deadline.store(state_.innermost->deadline);
            return;
        }
        state_.watchdog->stop(state_.watched);
        remove_added_globals(state_);
        release_objects(state_);
        state_.cancelled.store(false);
    }

private:
    Context::State& state_;
};

Frame new_frame(const Context::State& state, const Limits& limits, Environment* environment) {
    Frame frame;
    frame.deadline = SteadyClock::now() + limits.time;
    frame.environment = environment;
    if (const Frame* around = state.innermost) {
        frame.deadline = std::min(frame.deadline, around->deadline);
        frame.memory_growth = around->memory_growth;
        frame.memory_limit = around->memory_limit;
        if (!environment) frame.environment = around->environment;
    } else {
        frame.memory_growth = limits.memory_growth;
    }
    return frame;
}

bool fill(JSContext* engine, JS::HandleObject target, const Members& bindings) {
    JS::RootedValue value(engine);
    for (const auto& [name, binding] : bindings) {
        if (!to_script(engine, binding, &value)) return false;
        if (!JS_DefineProperty(engine, target, name.c_str(), value, JSPROP_ENUMERATE)) return false;
    }
    return true;
}

bool execute(Context::State& state, const Source& source, JS::HandleObject scope,
             JS::MutableHandleValue result) {
    JSContext* engine = state.engine();
    JS::RootedScript script(engine, compile(state, source));
    if (!script) return false;
    JS::RootedObjectVector scopes(engine);
    return scopes.append(scope) && JS_ExecuteScript(engine, scopes, script, result);
}

// What a script says: `answer` if it set it, else its last expression.
bool prefer_answer(JSContext* engine, JS::HandleObject scope, JS::MutableHandleValue result) {
    JS::RootedValue answer(engine);
    if (!JS_GetProperty(engine, scope, "answer", &answer)) return false;
    if (!answer.isUndefined()) result.set(answer);
    return true;
}

bool perform(Context::State& state, const Source& source, const Members& bindings,
             JS::HandleObject scope, JS::MutableHandleValue result) {
    JSContext* engine = state.engine();
    const bool is_script = source.form == Form::script;
    if (is_script &&
        !JS_DefineProperty(engine, scope, "answer", JS::UndefinedHandleValue, JSPROP_ENUMERATE)) {
        return false;
    }
    return fill(engine, scope, bindings) && execute(state, source, scope, result) &&
           (!is_script || prefer_answer(engine, scope, result));
}

// Promises settle before the outermost call ends.
bool finish_jobs(Context::State& state) {
    js::RunJobs(state.engine());
    return !state.stopped && !state.foreign;
}

Value converted(Context::State& state, JS::HandleValue value, std::string_view name) {
    try {
        return from_script(state.engine(), value);
    } catch (const PendingException&) {
        throw_failure(state, name);
    }
}

void read_bindings(Context::State& state, JS::HandleObject scope, std::string_view script,
                   Members& bindings) {
    JS::RootedValue value(state.engine());
    for (auto& [name, binding] : bindings) {
        if (!JS_GetProperty(state.engine(), scope, name.c_str(), &value)) {
            throw_failure(state, script);
        }
        binding = converted(state, value, script);
    }
}

}  // namespace

struct Context::State::Roots {
    JS::PersistentRootedObject global;
};

Context::State::State(Context& context, Runtime& runtime)
    : runtime(runtime), context(context), watchdog(runtime.watchdog()) {
    watched.engine = new_engine(runtime.options());
    JS_SetContextPrivate(engine(), this);
    jobs = new_jobs(engine());
    roots = std::make_shared<Roots>();
    roots->global.init(engine(), new_global(engine()));
    if (!roots->global) throw std::runtime_error("cannot make the global object");
    JS::EnterRealm(engine(), roots->global);
    compiled = new_compiled_sources(engine());
    prototypes = new_prototypes(engine());
    watchdog->add(watched);
    ++contexts;
}

Context::State::~State() {
    watchdog->remove(watched);
    compiled.reset();
    prototypes.reset();
    JS::LeaveRealm(engine(), nullptr);
    jobs.reset();
    roots.reset();
    JS_DestroyContext(engine());
    --contexts;
}

int live_contexts() {
    return contexts.load();
}

JSObject* Context::State::global() const {
    return roots->global;
}

Context::State& state_of(JSContext* engine) {
    return *static_cast<Context::State*>(JS_GetContextPrivate(engine));
}

Context::Context(Runtime& runtime) : state_(std::make_unique<State>(*this, runtime)) {
    JSContext* engine = state_->engine();
    if (!JS::InitRealmStandardClasses(engine)) throw_failure(*state_, "setup");
    Setup setup(*this);
    if (runtime.options().setup) runtime.options().setup(setup);
    if (!define_ambient(engine, runtime.options().ambient) || !freeze_globals(engine)) {
        throw_failure(*state_, "setup");
    }
    pin_classes(*state_->prototypes);
    keep_objects(*state_);
    state_->frozen = true;
}

Context::~Context() = default;

Value Context::run(const Source& source, const Members& bindings, const Limits& limits,
                   Environment* environment) {
    return state_->run(source, bindings, limits, environment, nullptr);
}

Value Context::run_and_read(const Source& source, Members& bindings, const Limits& limits,
                            Environment* environment) {
    return state_->run(source, bindings, limits, environment, &bindings);
}

Value Context::State::run(const Source& source, const Members& bindings, const Limits& limits,
                          Environment* environment, Members* read_back) {
    JS::RootedObject scope(engine(), JS_NewPlainObject(engine()));
    JS::RootedValue result(engine());
    if (!scope) throw_failure(*this, source.name);
    Frame frame = new_frame(*this, limits, environment);
    frame.bindings = &scope;
    const Entered entered(*this, frame);
    if (!perform(*this, source, bindings, scope, &result)) throw_failure(*this, source.name);
    if (depth == 1 && !finish_jobs(*this)) throw_failure(*this, source.name);
    if (read_back) read_bindings(*this, scope, source.name, *read_back);
    return converted(*this, result, source.name);
}

bool run_in_own_scope(Context::State& state, const Source& source, JS::MutableHandleValue result) {
    JS::RootedObject scope(state.engine(), JS_NewPlainObject(state.engine()));
    return scope && execute(state, source, scope, result);
}

void Context::check(const Source& source) {
    if (!compile(*state_, source)) throw_failure(*state_, source.name);
}

Environment* Context::environment() const {
    return state_->innermost ? state_->innermost->environment : nullptr;
}

bool get_binding(const Context::State& state, const char* name, JS::MutableHandleValue result) {
    for (const Frame* frame = state.innermost; frame; frame = frame->around) {
        bool has = false;
        if (!JS_HasOwnProperty(state.engine(), *frame->bindings, name, &has)) return false;
        if (has) return JS_GetProperty(state.engine(), *frame->bindings, name, result);
    }
    return true;
}

Value Context::binding(std::string_view name) const {
    JS::RootedValue value(state_->engine());
    if (!get_binding(*state_, std::string(name).c_str(), &value)) return {};
    return converted(*state_, value, name);
}

void Context::cancel() {
    state_->cancelled.store(true);
    JS_RequestInterruptCallback(state_->engine());
}

void Context::forget_classes() {
    forget_classes_of(*state_->prototypes);
}

void Context::collect() {
    JS_GC(state_->engine());
}

int Context::depth() const {
    return state_->depth;
}

std::size_t Context::heap_bytes() const {
    return JS_GetGCParameter(state_->engine(), JSGC_BYTES);
}

}  // namespace stead::script
