#include "http/headers.h"

#include "base/text.h"

namespace stead::http {

void Headers::add(std::string_view name, std::string_view value) {
    fields_.push_back({std::string(name), std::string(value)});
}

void Headers::set(std::string_view name, std::string_view value) {
    remove(name);
    add(name, value);
}

void Headers::remove(std::string_view name) {
    std::erase_if(fields_,
                  [&](const Field& field) { return base::equals_ignoring_case(field.name, name); });
}

const std::string* Headers::find(std::string_view name) const {
    for (const Field& field : fields_) {
        if (base::equals_ignoring_case(field.name, name)) return &field.value;
    }
    return nullptr;
}

std::string_view Headers::get(std::string_view name) const {
    const std::string* value = find(name);
    return value != nullptr ? std::string_view(*value) : std::string_view();
}

}  // namespace stead::http
