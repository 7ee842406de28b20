#include <algorithm>
#include <unordered_map>

#include "js/Array.h"
#include "js/Conversions.h"
#include "js/Object.h"
#include "js/PropertyAndElement.h"
#include "js/Symbol.h"
#include "jsapi.h"
#include "jsfriendapi.h"
#include "script/context_state.h"
#include "script/host.h"

// Host objects as the engine sees them: one engine class for all, a prototype per HostClass.
namespace stead::script {
namespace {

constexpr std::uint32_t object_slot = 0;  // Held*, owned
constexpr std::uint32_t cache_slot = 1;   // array of what cached accessors returned
constexpr std::size_t native_slot = 0;    // of functions: Native* or Accessor*, borrowed
constexpr std::size_t index_slot = 1;     // of getters: where in the cache

// What a wrapper holds. All of a context are linked, so that they can be let go before the garbage
// collector, which does not know how large they are, finds their wrappers.
struct Held : HeldLink {
    Held(Object object, HeldLink& before) : object(std::move(object)) {
        next = before.next;
        previous = &before;
        before.next->previous = this;
        before.next = this;
    }
    ~Held() { unlink(); }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    Object object;
};

void finalize(JS::GCContext*, JSObject* object) {
    delete JS::GetMaybePtrFromReservedSlot<Held>(object, object_slot);
}

constexpr JSClassOps wrapper_ops = {nullptr, nullptr,  nullptr, nullptr, nullptr,
                                    nullptr, finalize, nullptr, nullptr, nullptr};
constexpr std::uint32_t wrapper_flags = JSCLASS_HAS_RESERVED_SLOTS(2) | JSCLASS_FOREGROUND_FINALIZE;
constexpr JSClass wrapper_class = {"HostObject", wrapper_flags, &wrapper_ops,
                                   nullptr,      nullptr,       nullptr};
// The same for objects that count as nothing.
constexpr JSClass nothing_class = {"HostObject", wrapper_flags | JSCLASS_EMULATES_UNDEFINED,
                                   &wrapper_ops, nullptr,
                                   nullptr,      nullptr};

const void* native_of(const JS::CallArgs& args) {
    return js::GetFunctionNativeReserved(&args.callee(), native_slot).toPrivate();
}

bool answer(JSContext* engine, const Native& native, const JS::CallArgs& args) {
    try {
        Arguments arguments(state_of(engine).context, engine, args);
        const Value result = native(arguments);
        return to_script(engine, result, args.rval());
    } catch (...) {
        return translate_exception(engine);
    }
}

bool call_native(JSContext* engine, unsigned count, JS::Value* raw) {
    const JS::CallArgs args = JS::CallArgsFromVp(count, raw);
    return answer(engine, *static_cast<const Native*>(native_of(args)), args);
}

bool is_nothing(const JS::Value& wrapper) {
    return JS::GetClass(&wrapper.toObject()) == &nothing_class;
}

bool ask_falsy(JSContext* engine, HostObject& object, bool& falsy) {
    try {
        falsy = object.falsy(state_of(engine).context);
        return true;
    } catch (...) {
        return translate_exception(engine);
    }
}

JSObject* wrap_as(JSContext* engine, const Object& object, bool falsy);

bool remember(JSContext* engine, JS::HandleObject owner, std::uint32_t index,
              JS::HandleValue value) {
    JS::RootedValue cache(engine, JS::GetReservedSlot(owner, cache_slot));
    JS::RootedObject array(engine);
    if (cache.isObject()) {
        array = &cache.toObject();
    } else {
        array = JS::NewArrayObject(engine, 0);
        if (!array) return false;
        JS::SetReservedSlot(owner, cache_slot, JS::ObjectValue(*array));
    }
    return JS_SetElement(engine, array, index, value);
}

bool recall(JSContext* engine, JS::HandleObject owner, std::uint32_t index,
            JS::MutableHandleValue value) {
    const JS::Value cache = JS::GetReservedSlot(owner, cache_slot);
    value.setUndefined();
    if (!cache.isObject()) return true;
    JS::RootedObject array(engine, &cache.toObject());
    return JS_GetElement(engine, array, index, value);
}

// Each cached object has two wrappers, one that counts as something and one that counts as nothing;
// which one the script gets depends on what the object says now.
bool get_cached(JSContext* engine, unsigned count, JS::Value* raw) {
    const JS::CallArgs args = JS::CallArgsFromVp(count, raw);
    const auto& accessor = *static_cast<const Accessor*>(native_of(args));
    if (!args.thisv().isObject() || !unwrap(&args.thisv().toObject())) {
        args.rval().setUndefined();
        return true;
    }
    const auto place = static_cast<std::uint32_t>(
        js::GetFunctionNativeReserved(&args.callee(), index_slot).toInt32());
    JS::RootedObject owner(engine, &args.thisv().toObject());
    JS::RootedValue known(engine);
    if (!recall(engine, owner, 2 * place, &known)) return false;
    if (known.isUndefined() && !recall(engine, owner, 2 * place + 1, &known)) return false;
    if (!known.isObject()) {
        if (!answer(engine, accessor.get, args) || !args.rval().isObject()) return true;
        return remember(engine, owner, 2 * place + is_nothing(args.rval()), args.rval());
    }
    const Object held = *unwrap(&known.toObject());
    bool falsy = false;
    if (!ask_falsy(engine, *held, falsy)) return false;
    if (!recall(engine, owner, 2 * place + falsy, args.rval())) return false;
    if (args.rval().isObject()) return true;
    JSObject* wrapper = wrap_as(engine, held, falsy);
    if (!wrapper) return false;
    args.rval().setObject(*wrapper);
    return remember(engine, owner, 2 * place + falsy, args.rval());
}

// What shapes a prototype asks its getters too; there is nothing to tell.
bool get_plain(JSContext* engine, unsigned count, JS::Value* raw) {
    const JS::CallArgs args = JS::CallArgsFromVp(count, raw);
    if (args.thisv().isObject() && unwrap(&args.thisv().toObject())) {
        return answer(engine, static_cast<const Accessor*>(native_of(args))->get, args);
    }
    args.rval().setUndefined();
    return true;
}

bool set_property(JSContext* engine, unsigned count, JS::Value* raw) {
    const JS::CallArgs args = JS::CallArgsFromVp(count, raw);
    const auto& accessor = *static_cast<const Accessor*>(native_of(args));
    if (accessor.set) return answer(engine, accessor.set, args);
    args.rval().setUndefined();
    return true;
}

bool construct(JSContext* engine, unsigned count, JS::Value* raw) {
    const JS::CallArgs args = JS::CallArgsFromVp(count, raw);
    const auto& host_class = *static_cast<const HostClass*>(native_of(args));
    if (host_class.construct && args.isConstructing()) {
        return answer(engine, host_class.construct, args);
    }
    JS_ReportErrorUTF8(engine, "%s cannot be made by a script", host_class.name.c_str());
    return false;
}

JSObject* make_function(JSContext* engine, JSNative code, const std::string& name,
                        const void* native, unsigned flags = 0) {
    JSFunction* made = js::NewFunctionWithReserved(engine, code, 0, flags, name.c_str());
    if (!made) return nullptr;
    JSObject* function = JS_GetFunctionObject(made);
    js::SetFunctionNativeReserved(function, native_slot,
                                  JS::PrivateValue(const_cast<void*>(native)));
    return function;
}

bool define_method(JSContext* engine, JS::HandleObject target, const std::string& name,
                   JS::HandleObject function) {
    constexpr unsigned fixed = JSPROP_READONLY | JSPROP_PERMANENT;
    if (name != "@@toPrimitive") {
        return JS_DefineProperty(engine, target, name.c_str(), function, fixed);
    }
    JS::RootedId symbol(engine, JS::PropertyKey::Symbol(
                                    JS::GetWellKnownSymbol(engine, JS::SymbolCode::toPrimitive)));
    JS::RootedValue value(engine, JS::ObjectValue(*function));
    return JS_DefinePropertyById(engine, target, symbol, value, fixed);
}

bool define_methods(JSContext* engine, JS::HandleObject target,
                    const std::vector<Method>& methods) {
    JS::RootedObject function(engine);
    for (const Method& method : methods) {
        function = make_function(engine, call_native, method.name, &method.call);
        if (!function) return false;
        if (!define_method(engine, target, method.name, function)) return false;
    }
    return true;
}

bool define_accessors(JSContext* engine, JS::HandleObject prototype, const HostClass& host_class) {
    JS::RootedObject getter(engine), setter(engine);
    for (std::size_t i = 0; i < host_class.accessors.size(); ++i) {
        const Accessor& accessor = host_class.accessors[i];
        getter = make_function(engine, accessor.cached ? get_cached : get_plain, accessor.name,
                               &accessor);
        setter = make_function(engine, set_property, accessor.name, &accessor);
        if (!getter || !setter) return false;
        js::SetFunctionNativeReserved(getter, index_slot,
                                      JS::Int32Value(static_cast<std::int32_t>(i)));
        if (!JS_DefineProperty(engine, prototype, accessor.name.c_str(), getter, setter,
                               JSPROP_ENUMERATE | JSPROP_PERMANENT)) {
            return false;
        }
    }
    return true;
}

}  // namespace

class Prototypes {
public:
    struct Entry {
        std::shared_ptr<const HostClass> host_class;  // kept: functions point into it
        JS::PersistentRootedObject prototype;
        JS::PersistentRootedObject constructor;
        bool pinned = false;
    };

    void pin() {
        for (auto& [key, entry] : known_) entry.pinned = true;
    }
    void forget() {
        std::erase_if(known_, [](const auto& item) { return !item.second.pinned; });
    }

    Entry* find_or_make(JSContext* engine, const std::shared_ptr<const HostClass>& host_class) {
        const auto found = known_.find(host_class.get());
        return found != known_.end() ? &found->second : make(engine, host_class);
    }

private:
    Entry* make(JSContext* engine, const std::shared_ptr<const HostClass>& host_class) {
        JS::RootedObject parent(engine), prototype(engine), constructor(engine);
        if (host_class->parent) {
            Entry* above = find_or_make(engine, host_class->parent);
            if (!above) return nullptr;
            parent = above->prototype;
            prototype = JS_NewObjectWithGivenProto(engine, nullptr, parent);
        } else {
            prototype = JS_NewPlainObject(engine);
        }
        if (!prototype || !define_methods(engine, prototype, host_class->methods) ||
            !define_accessors(engine, prototype, *host_class)) {
            return nullptr;
        }
        constructor =
            make_function(engine, construct, host_class->name, host_class.get(), JSFUN_CONSTRUCTOR);
        if (!constructor || !define_methods(engine, constructor, host_class->statics) ||
            !JS_LinkConstructorAndPrototype(engine, constructor, prototype)) {
            return nullptr;
        }
        Entry& entry = known_[host_class.get()];
        entry.host_class = host_class;
        entry.prototype.init(engine, prototype);
        entry.constructor.init(engine, constructor);
        return &entry;
    }

    std::unordered_map<const HostClass*, Entry> known_;
};

void pin_classes(Prototypes& prototypes) {
    prototypes.pin();
}

void forget_classes_of(Prototypes& prototypes) {
    prototypes.forget();
}

std::shared_ptr<Prototypes> new_prototypes(JSContext*) {
    return std::make_shared<Prototypes>();
}

JSObject* constructor_of(JSContext* engine, const std::shared_ptr<const HostClass>& host_class) {
    auto* entry = state_of(engine).prototypes->find_or_make(engine, host_class);
    return entry ? entry->constructor.get() : nullptr;
}

namespace {

JSObject* wrap_as(JSContext* engine, const Object& object, bool falsy) {
    auto* entry = state_of(engine).prototypes->find_or_make(engine, object->host_class());
    if (!entry) return nullptr;
    JS::RootedObject prototype(engine, entry->prototype);
    JSObject* wrapper =
        JS_NewObjectWithGivenProto(engine, falsy ? &nothing_class : &wrapper_class, prototype);
    if (wrapper) {
        auto* held = new Held(object, state_of(engine).held);
        JS_SetReservedSlot(wrapper, object_slot, JS::PrivateValue(held));
    }
    return wrapper;
}

}  // namespace

JSObject* wrap(JSContext* engine, const Object& object) {
    bool falsy = false;
    return ask_falsy(engine, *object, falsy) ? wrap_as(engine, object, falsy) : nullptr;
}

const Object* unwrap(JSObject* object) {
    const JSClass* found = JS::GetClass(object);
    if (found != &wrapper_class && found != &nothing_class) return nullptr;
    const auto* held = JS::GetMaybePtrFromReservedSlot<Held>(object, object_slot);
    return held && held->object ? &held->object : nullptr;
}

void release_objects(Context::State& state) {
    while (state.held.next != &state.held) {
        auto* held = static_cast<Held*>(state.held.next);
        held->unlink();
        held->object.reset();
    }
}

void keep_objects(Context::State& state) {
    while (state.held.next != &state.held) state.held.next->unlink();
}

JSObject* new_function(JSContext* engine, const std::string& name, const void* native) {
    return make_function(engine, call_native, name, native);
}

}  // namespace stead::script
