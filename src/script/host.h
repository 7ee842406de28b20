#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "script/error.h"
#include "script/value.h"

namespace JS {
class CallArgs;
}
struct JSContext;

namespace stead::script {

class Context;
class HostObject;

// What a script passed to a native function. Conversions follow JavaScript and may therefore run
// the script's own toString; what that throws reaches the script, not the native's code.
class Arguments {
public:
    Arguments(Context& context, JSContext* engine, const JS::CallArgs& raw)
        : context_(context), engine_(engine), raw_(raw) {}

    std::size_t size() const;
    bool present(std::size_t index) const;  // given, and neither undefined nor null
    Value value(std::size_t index) const;
    std::string text(std::size_t index) const;  // "" when not present
    double number(std::size_t index) const;     // NaN when it is none
    bool truth(std::size_t index) const;
    // A property of an argument, also of one that is no plain object: of an error. Undefined when
    // there is none.
    Value member(std::size_t index, const char* name) const;
    bool is_text(std::size_t index) const;
    bool is_number(std::size_t index) const;
    std::shared_ptr<HostObject> object(std::size_t index) const;  // null when it is none
    template <class T>
    std::shared_ptr<T> object_as(std::size_t index) const {
        return std::dynamic_pointer_cast<T>(object(index));
    }

    // The object the method was called on. Throws Error(thrown) when it is of another class.
    template <class T>
    T& self() const {
        if (auto* found = dynamic_cast<T*>(self_or_null())) return *found;
        throw Error(Failure::thrown, "method called on an object of another class");
    }
    std::shared_ptr<HostObject> shared_self() const;
    template <class T>
    std::shared_ptr<T> shared_self_as() const {
        if (auto found = std::dynamic_pointer_cast<T>(shared_self())) return found;
        throw Error(Failure::thrown, "method called on an object of another class");
    }
    Context& context() const { return context_; }

private:
    HostObject* self_or_null() const;

    Context& context_;
    JSContext* engine_;
    const JS::CallArgs& raw_;
};

using Native = std::function<Value(Arguments&)>;

struct Method {
    std::string name;  // "@@toPrimitive" is the symbol
    Native call;
};

// A property that asks C++. With `cached`, the object returned first is returned ever after for the
// same owner, so that identity and what scripts hang on it last.
struct Accessor {
    std::string name;
    Native get;
    Native set;  // empty = read-only: writing does nothing
    bool cached = false;
};

// What scripts see of a C++ class; shared by all contexts and never changed once used.
struct HostClass {
    std::string name;
    std::shared_ptr<const HostClass> parent;
    Native construct;  // empty: scripts cannot make one
    std::vector<Method> methods;
    std::vector<Method> statics;
    std::vector<Accessor> accessors;
};

// Base of every C++ object that scripts can hold.
class HostObject {
public:
    virtual ~HostObject() = default;
    virtual const std::shared_ptr<const HostClass>& host_class() const = 0;
    // `if (object)` and `object == null` treat it as nothing. Asked whenever a script gets hold of
    // it, so that an accessor may give the same object now as something, now as nothing.
    virtual bool falsy(Context&) { return false; }
};

}  // namespace stead::script
