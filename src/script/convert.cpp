#include <algorithm>
#include <cmath>

#include "js/Array.h"
#include "js/Conversions.h"
#include "js/Object.h"
#include "js/PropertyAndElement.h"
#include "js/Realm.h"
#include "js/String.h"
#include "jsapi.h"
#include "script/context_state.h"
#include "script/host.h"

// Values across the border, in both directions.
namespace stead::script {
namespace {

constexpr int deepest = 24;

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool new_list(JSContext* engine, const List& list, JS::MutableHandleValue result) {
    JS::RootedObject array(engine, JS::NewArrayObject(engine, list.size()));
    if (!array) return false;
    JS::RootedValue element(engine);
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        if (!to_script(engine, list[i], &element)) return false;
        if (!JS_SetElement(engine, array, i, element)) return false;
    }
    result.setObject(*array);
    return true;
}

bool new_members(JSContext* engine, const Members& members, JS::MutableHandleValue result) {
    JS::RootedObject object(engine, JS_NewPlainObject(engine));
    if (!object) return false;
    JS::RootedValue member(engine);
    for (const auto& [name, value] : members) {
        if (!to_script(engine, value, &member)) return false;
        if (!JS_DefineProperty(engine, object, name.c_str(), member, JSPROP_ENUMERATE))
            return false;
    }
    result.setObject(*object);
    return true;
}

Value read_value(JSContext* engine, JS::HandleValue value, int depth);

Value read_list(JSContext* engine, JS::HandleObject array, int depth) {
    std::uint32_t length = 0;
    if (!JS::GetArrayLength(engine, array, &length)) throw PendingException{};
    List list;
    JS::RootedValue element(engine);
    for (std::uint32_t i = 0; i < length; ++i) {
        if (!JS_GetElement(engine, array, i, &element)) throw PendingException{};
        list.push_back(read_value(engine, element, depth + 1));
    }
    return list;
}

Value read_members(JSContext* engine, JS::HandleObject object, int depth) {
    JS::Rooted<JS::IdVector> ids(engine, JS::IdVector(engine));
    if (!JS_Enumerate(engine, object, &ids)) throw PendingException{};
    Members members;
    JS::RootedValue key(engine), member(engine);
    for (const jsid id : ids) {
        JS::RootedId rooted(engine, id);
        if (!JS_IdToValue(engine, rooted, &key)) throw PendingException{};
        JS::RootedString name(engine, JS::ToString(engine, key));
        if (!name || !JS_GetPropertyById(engine, object, rooted, &member)) throw PendingException{};
        key.setString(name);
        members.emplace_back(read_text(engine, key), read_value(engine, member, depth + 1));
    }
    return members;
}

// Members are read; an object with a toString of its own, such as a date, is its text.
bool is_plain(JSContext* engine, JS::HandleObject object) {
    js::ESClass kind{};
    if (!JS::GetBuiltinClass(engine, object, &kind)) throw PendingException{};
    if (kind != js::ESClass::Object) return false;
    JS::RootedObject plain(engine, JS::GetRealmObjectPrototype(engine));
    JS::RootedValue usual(engine), own(engine);
    if (!JS_GetProperty(engine, plain, "toString", &usual) ||
        !JS_GetProperty(engine, object, "toString", &own)) {
        throw PendingException{};
    }
    return !own.isObject() || own == usual;
}

Value read_object(JSContext* engine, JS::HandleObject object, int depth) {
    if (const Object* held = unwrap(object)) return *held;
    if (JS::IsCallable(object)) return {};
    if (depth > deepest) throw Error(Failure::thrown, "value nests too deep");
    bool is_array = false;
    if (!JS::IsArrayObject(engine, object, &is_array)) throw PendingException{};
    if (is_array) return read_list(engine, object, depth);
    if (is_plain(engine, object)) return read_members(engine, object, depth);
    JS::RootedValue value(engine, JS::ObjectValue(*object));
    JS::RootedString text(engine, JS::ToString(engine, value));
    if (!text) throw PendingException{};
    value.setString(text);
    return read_text(engine, value);
}

Value read_value(JSContext* engine, JS::HandleValue value, int depth) {
    if (value.isUndefined() || value.isSymbol()) return {};
    if (value.isNull()) return Null{};
    if (value.isBoolean()) return value.toBoolean();
    if (value.isNumber()) return value.toNumber();
    if (value.isString()) return read_text(engine, value);
    if (value.isObject()) {
        JS::RootedObject object(engine, &value.toObject());
        return read_object(engine, object, depth);
    }
    JS::RootedString text(engine, JS::ToString(engine, value));  // a BigInt
    if (!text) throw PendingException{};
    JS::RootedValue converted(engine, JS::StringValue(text));
    return read_text(engine, converted);
}

}  // namespace

bool new_text(JSContext* engine, std::string_view utf8, JS::MutableHandleValue result) {
    JSString* text = nullptr;
    if (is_ascii(utf8)) {
        text = JS_NewStringCopyN(engine, utf8.data(), utf8.size());
    } else {
        std::size_t length = 0;
        JS::UniqueTwoByteChars wide(
            JS::LossyUTF8CharsToNewTwoByteCharsZ(engine, JS::UTF8Chars(utf8.data(), utf8.size()),
                                                 &length, js::MallocArena)
                .get());
        if (!wide) return false;
        text = JS_NewUCStringCopyN(engine, wide.get(), length);
    }
    if (!text) return false;
    result.setString(text);
    return true;
}

std::string read_text(JSContext* engine, JS::HandleValue value) {
    JS::RootedString text(engine, value.toString());
    JS::UniqueChars utf8 = JS_EncodeStringToUTF8(engine, text);
    if (!utf8) throw PendingException{};
    return utf8.get();
}

bool to_script(JSContext* engine, const Value& value, JS::MutableHandleValue result) {
    if (const auto* text = value.as<std::string>()) return new_text(engine, *text, result);
    if (const auto* list = value.as<List>()) return new_list(engine, *list, result);
    if (const auto* members = value.as<Members>()) return new_members(engine, *members, result);
    if (const auto* object = value.as<Object>()) {
        JSObject* wrapper = wrap(engine, *object);
        if (wrapper) result.setObject(*wrapper);
        return wrapper != nullptr;
    }
    if (const auto* flag = value.as<bool>())
        result.setBoolean(*flag);
    else if (const auto* number = value.as<double>())
        result.setNumber(*number);
    else if (value.is_undefined())
        result.setUndefined();
    else
        result.setNull();
    return true;
}

Value from_script(JSContext* engine, JS::HandleValue value) {
    return read_value(engine, value, 0);
}

}  // namespace stead::script
