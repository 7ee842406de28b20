#include "rest/scripted/options.h"

#include "base/text.h"

namespace stead::rest::scripted {

std::vector<std::string> names(const script::Value& options, std::string_view member) {
    return base::split_names(text(options, member));
}

std::int64_t number(const script::Value& options, std::string_view member, std::int64_t otherwise) {
    return base::to_integer(text(options, member)).value_or(otherwise);
}

std::string text(const script::Value& options, std::string_view member) {
    const auto* found = options.member(member);
    return found ? found->text() : std::string();
}

}  // namespace stead::rest::scripted
