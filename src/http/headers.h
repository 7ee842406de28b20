#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stead::http {

// The header fields of one message, in the order in which they came. Names compare without case.
class Headers {
public:
    struct Field {
        std::string name;
        std::string value;
    };

    void add(std::string_view name, std::string_view value);
    // Replaces all fields of that name.
    void set(std::string_view name, std::string_view value);
    void remove(std::string_view name);

    // The first field of that name, or null.
    const std::string* find(std::string_view name) const;
    // The value of the first field of that name; empty when there is none.
    std::string_view get(std::string_view name) const;
    bool has(std::string_view name) const { return find(name) != nullptr; }

    std::size_t size() const { return fields_.size(); }
    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }

private:
    std::vector<Field> fields_;
};

}  // namespace stead::http
