#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace stead::script {

class HostObject;
class Value;

struct Undefined {
    bool operator==(const Undefined&) const { return true; }
};
struct Null {
    bool operator==(const Null&) const { return true; }
};
using List = std::vector<Value>;
using Members = std::vector<std::pair<std::string, Value>>;
using Object = std::shared_ptr<HostObject>;

// What crosses the border between C++ and a script. Lists and members are copied; a host object is
// shared: the script sees the same C++ object. Functions do not cross; they arrive as undefined.
class Value {
public:
    Value() = default;  // undefined
    Value(Null) : data_(Null{}) {}
    Value(bool value) : data_(value) {}
    Value(double value) : data_(value) {}
    Value(int value) : data_(static_cast<double>(value)) {}
    Value(std::int64_t value) : data_(static_cast<double>(value)) {}
    Value(std::size_t value) : data_(static_cast<double>(value)) {}
    Value(std::string value) : data_(std::move(value)) {}
    Value(std::string_view value) : data_(std::string(value)) {}
    Value(const char* value) : data_(std::string(value)) {}
    Value(List value) : data_(std::move(value)) {}
    Value(Members value) : data_(std::move(value)) {}
    // An empty pointer is null.
    template <class T>
    Value(std::shared_ptr<T> value) {
        if (value)
            data_ = Object(std::move(value));
        else
            data_ = Null{};
    }

    bool is_undefined() const { return std::holds_alternative<Undefined>(data_); }
    bool is_nothing() const { return is_undefined() || std::holds_alternative<Null>(data_); }
    template <class T>
    const T* as() const {
        return std::get_if<T>(&data_);
    }
    // The host object if it is one of this class.
    template <class T>
    std::shared_ptr<T> object() const {
        const auto* held = std::get_if<Object>(&data_);
        return held ? std::dynamic_pointer_cast<T>(*held) : nullptr;
    }
    const Value* member(std::string_view name) const;  // null when there is none

    std::string text() const;  // as JavaScript's String(), but "" for undefined and null
    bool truth() const;        // as JavaScript's Boolean()
    double number() const;     // as JavaScript's Number()

    bool operator==(const Value&) const = default;

private:
    std::variant<Undefined, Null, bool, double, std::string, List, Members, Object> data_;
};

// A number as a script would print it: 5, 1.5, NaN.
std::string number_text(double number);

}  // namespace stead::script
