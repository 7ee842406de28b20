#include "record/password_policy.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "record/snapshot.h"

namespace stead::record {

namespace {

bool is_of_kind(unsigned char c, std::string_view kind) {
    if (kind == "upper") return c >= 'A' && c <= 'Z';
    if (kind == "lower") return c >= 'a' && c <= 'z';
    if (kind == "digit") return c >= '0' && c <= '9';
    return c < 'A' ? !(c >= '0' && c <= '9') : (c > 'Z' && c < 'a') || c > 'z';
}

std::string_view words_for(std::string_view kind) {
    if (kind == "upper") return "an upper-case letter";
    if (kind == "lower") return "a lower-case letter";
    if (kind == "digit") return "a digit";
    return "a character that is neither a letter nor a digit";
}

std::size_t length(const Snapshot& snapshot, std::string_view property, std::int64_t fallback) {
    return static_cast<std::size_t>(std::max<std::int64_t>(
        base::to_integer(snapshot.property(property)).value_or(fallback), 0));
}

}  // namespace

std::string PasswordPolicy::flaw(std::string_view password, std::string_view user_name) const {
    const auto characters = base::utf8_length(password);
    if (characters < shortest) return "Use at least " + std::to_string(shortest) + " characters.";
    if (characters > longest) return "Use at most " + std::to_string(longest) + " characters.";
    for (const auto& kind : kinds)
        if (std::none_of(password.begin(), password.end(),
                         [&](unsigned char c) { return is_of_kind(c, kind); }))
            return "Use " + std::string(words_for(kind)) + ".";
    const auto lower = base::lower(password);
    if (std::find(excluded.begin(), excluded.end(), lower) != excluded.end())
        return "This password is too easy to guess.";
    if (!kinds.empty() && !user_name.empty() &&
        lower.find(base::lower(user_name)) != std::string::npos)
        return "Leave the user ID out of the password.";
    return {};
}

PasswordPolicy password_policy(const Snapshot& snapshot) {
    if (!snapshot.property_is_true("glide.enable.password_policy", true))
        return {0, std::numeric_limits<std::size_t>::max(), {}, {}};
    PasswordPolicy policy;
    policy.shortest = length(snapshot, "glide.password_policy.min_length", 8);
    policy.longest = length(snapshot, "glide.password_policy.max_length", 100);
    policy.kinds = base::split_names(
        snapshot.property("glide.password_policy.character_kinds", "upper,lower,digit,special"));
    if (snapshot.property_is_true("glide.enable.blacklist_password", true))
        policy.excluded = base::split_names(
            base::lower(snapshot.property("glide.password_policy.excluded_passwords")));
    return policy;
}

}  // namespace stead::record
