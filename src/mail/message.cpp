#include "mail/message.h"

#include "base/text.h"

namespace stead::mail {

std::string_view Message::header(std::string_view name) const {
    for (const auto& [each, value] : headers)
        if (base::equals_ignoring_case(each, name)) return value;
    return {};
}

std::string Message::headers_text() const {
    std::string text;
    for (const auto& [name, value] : headers) text += name + ": " + value + "\n";
    return text;
}

}  // namespace stead::mail
