#include "js/CallAndConstruct.h"
#include "js/CompilationAndEvaluation.h"
#include "js/Object.h"
#include "js/PropertyAndElement.h"
#include "js/RealmOptions.h"
#include "js/SourceText.h"
#include "jsapi.h"
#include "jsfriendapi.h"
#include "script/context_state.h"
#include "script/runtime.h"

// The global object: unknown names are asked for, names that a running script leaves behind are
// noted, and the API itself cannot be changed by scripts.
namespace stead::script {
namespace {

bool note_added(JSContext* engine, JS::HandleObject, JS::HandleId id, JS::HandleValue) {
    auto& state = state_of(engine);
    if (!state.frozen || !id.isString()) return true;
    try {
        JS::RootedValue name(engine, JS::StringValue(id.toString()));
        state.added.push_back(read_text(engine, name));
        return true;
    } catch (...) {
        return translate_exception(engine);
    }
}

bool define_found(JSContext* engine, JS::HandleObject global, JS::HandleId id,
                  std::string_view name, const Source& found);

bool resolve(JSContext* engine, JS::HandleObject global, JS::HandleId id, bool* resolved) {
    *resolved = false;
    auto& state = state_of(engine);
    const auto& find_name = state.runtime.options().find_name;
    if (!state.frozen || !find_name || !id.isString() || !state.innermost) return true;
    try {
        JS::RootedValue key(engine, JS::StringValue(id.toString()));
        const std::string name = read_text(engine, key);
        const auto found = find_name(state.context, name);
        if (!found) return true;
        *resolved = define_found(engine, global, id, name, *found);
        return *resolved;
    } catch (...) {
        return translate_exception(engine);
    }
}

constexpr JSClassOps global_ops = {note_added, nullptr, nullptr, nullptr, resolve,
                                   nullptr,    nullptr, nullptr, nullptr, JS_GlobalObjectTraceHook};
constexpr JSClass global_class = {"global", JSCLASS_GLOBAL_FLAGS, &global_ops, nullptr, nullptr,
                                  nullptr};

// Freezing makes `x.toString = …` fail silently for objects that inherit a frozen toString. So the
// members that scripts like to override become accessors whose setter defines the member on the
// object that is written to.
constexpr std::string_view freeze_text = R"js(
(function () {
    'use strict';
    const own = Reflect.ownKeys, describe = Reflect.getOwnPropertyDescriptor;
    const define = Reflect.defineProperty, freeze = Object.freeze;
    function overridable(prototype) {
        for (const key of own(prototype)) {
            const found = describe(prototype, key);
            if (!('value' in found) || !found.configurable || typeof key === 'symbol') continue;
            const value = found.value;
            define(prototype, key, {
                get() { return value; },
                set(next) {
                    if (this === prototype || Object(this) !== this) return;
                    define(this, key, { value: next, writable: true, enumerable: true, configurable: true });
                },
                enumerable: found.enumerable, configurable: false
            });
        }
    }
    const errors = [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError];
    for (const one of [Object, Function, ...errors]) overridable(one.prototype);
    const seen = new Set([globalThis]);
    function harden(value) {
        if (Object(value) !== value || seen.has(value)) return;
        seen.add(value);
        for (const key of own(value)) {
            const found = describe(value, key);
            harden(found.value); harden(found.get); harden(found.set);
        }
        harden(Reflect.getPrototypeOf(value));
        freeze(value);
    }
    for (const key of own(globalThis)) {
        const found = describe(globalThis, key);
        if (key === 'globalThis') continue;
        harden(found.value); harden(found.get); harden(found.set);
        define(globalThis, key, 'value' in found ? { writable: false, configurable: false }
                                                 : { configurable: false });
    }
    for (const sample of [function* () {}, async function () {}, [][Symbol.iterator](),
                          new Map()[Symbol.iterator](), new Set()[Symbol.iterator](),
                          ''[Symbol.iterator](), ''.matchAll(/x/g)]) {
        harden(Reflect.getPrototypeOf(sample));
    }
})();
)js";

// The text of a script include declares the name; with the name as last expression the value of
// the text is what the name stands for, be it made by var, function or class.
bool define_found(JSContext* engine, JS::HandleObject global, JS::HandleId id,
                  std::string_view name, const Source& found) {
    auto& state = state_of(engine);
    JS::RootedValue value(engine);
    std::string text(found.text);
    text.append("\n;").append(name);
    if (!run_in_own_scope(state, {found.id, found.name, text, Form::script}, &value)) return false;
    return JS_DefinePropertyById(engine, global, id, value, 0);
}

// To be asked before the return value is set: both share a place.
const std::string& ambient_name(const JS::CallArgs& args) {
    return *static_cast<const std::string*>(
        js::GetFunctionNativeReserved(&args.callee(), 0).toPrivate());
}

bool get_ambient(JSContext* engine, unsigned count, JS::Value* raw) {
    const JS::CallArgs args = JS::CallArgsFromVp(count, raw);
    const std::string& name = ambient_name(args);
    args.rval().setUndefined();
    return get_binding(state_of(engine), name.c_str(), args.rval());
}

bool set_ambient(JSContext* engine, unsigned count, JS::Value* raw) {
    const JS::CallArgs args = JS::CallArgsFromVp(count, raw);
    const Frame* frame = state_of(engine).innermost;
    const std::string& name = ambient_name(args);
    args.rval().setUndefined();
    return !frame || JS_SetProperty(engine, *frame->bindings, name.c_str(), args.get(0));
}

JSObject* new_ambient(JSContext* engine, JSNative code, const std::string& name) {
    JSFunction* made = js::NewFunctionWithReserved(engine, code, 1, 0, name.c_str());
    if (!made) return nullptr;
    JSObject* function = JS_GetFunctionObject(made);
    js::SetFunctionNativeReserved(function, 0, JS::PrivateValue(const_cast<std::string*>(&name)));
    return function;
}

}  // namespace

JSObject* new_global(JSContext* engine) {
    JS::RealmOptions options;
    options.creationOptions().setSharedMemoryAndAtomicsEnabled(false);
    options.creationOptions().setWeakRefsEnabled(JS::WeakRefSpecifier::Disabled);
    return JS_NewGlobalObject(engine, &global_class, nullptr, JS::FireOnNewGlobalHook, options);
}

bool freeze_globals(JSContext* engine) {
    JS::CompileOptions options(engine);
    options.setFileAndLine("freeze", 1);
    JS::SourceText<mozilla::Utf8Unit> buffer;
    JS::RootedValue ignored(engine);
    return buffer.init(engine, freeze_text.data(), freeze_text.size(),
                       JS::SourceOwnership::Borrowed) &&
           JS::Evaluate(engine, options, buffer, &ignored);
}

bool define_ambient(JSContext* engine, const std::vector<std::string>& names) {
    JS::RootedObject global(engine, JS::CurrentGlobalOrNull(engine));
    JS::RootedObject getter(engine), setter(engine);
    for (const std::string& name : names) {
        getter = new_ambient(engine, get_ambient, name);
        setter = new_ambient(engine, set_ambient, name);
        if (!getter || !setter ||
            !JS_DefineProperty(engine, global, name.c_str(), getter, setter, 0)) {
            return false;
        }
    }
    return true;
}

void remove_added_globals(Context::State& state) {
    if (state.added.empty()) return;
    JS::RootedObject global(state.engine(), state.global());
    for (const std::string& name : std::exchange(state.added, {})) {
        if (!JS_DeleteProperty(state.engine(), global, name.c_str())) {
            JS_ClearPendingException(state.engine());
        }
    }
}

}  // namespace stead::script
