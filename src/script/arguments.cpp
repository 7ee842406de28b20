#include "js/Conversions.h"
#include "js/PropertyAndElement.h"
#include "jsapi.h"
#include "script/context_state.h"
#include "script/host.h"

namespace stead::script {

std::size_t Arguments::size() const {
    return raw_.length();
}

bool Arguments::present(std::size_t index) const {
    return index < raw_.length() && !raw_[index].isNullOrUndefined();
}

Value Arguments::value(std::size_t index) const {
    return index < raw_.length() ? from_script(engine_, raw_[index]) : Value();
}

std::string Arguments::text(std::size_t index) const {
    if (!present(index)) return {};
    JS::RootedValue value(engine_, raw_[index]);
    if (!value.isString()) {
        JSString* converted = JS::ToString(engine_, value);
        if (!converted) throw PendingException{};
        value.setString(converted);
    }
    return read_text(engine_, value);
}

double Arguments::number(std::size_t index) const {
    double number = 0;
    if (!JS::ToNumber(engine_, raw_.get(index), &number)) throw PendingException{};
    return number;
}

bool Arguments::truth(std::size_t index) const {
    return JS::ToBoolean(raw_.get(index));
}

Value Arguments::member(std::size_t index, const char* name) const {
    if (!raw_.get(index).isObject()) return {};
    JS::RootedObject object(engine_, &raw_[index].toObject());
    JS::RootedValue value(engine_);
    if (!JS_GetProperty(engine_, object, name, &value)) throw PendingException{};
    return from_script(engine_, value);
}

bool Arguments::is_text(std::size_t index) const {
    return raw_.get(index).isString();
}

bool Arguments::is_number(std::size_t index) const {
    return raw_.get(index).isNumber();
}

Object Arguments::object(std::size_t index) const {
    if (!raw_.get(index).isObject()) return nullptr;
    const Object* held = unwrap(&raw_[index].toObject());
    return held ? *held : nullptr;
}

HostObject* Arguments::self_or_null() const {
    if (!raw_.thisv().isObject()) return nullptr;
    const Object* held = unwrap(&raw_.thisv().toObject());
    return held ? held->get() : nullptr;
}

Object Arguments::shared_self() const {
    if (!raw_.thisv().isObject()) return nullptr;
    const Object* held = unwrap(&raw_.thisv().toObject());
    return held ? *held : nullptr;
}

}  // namespace stead::script
