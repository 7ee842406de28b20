#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stead::record {

class Snapshot;

// What a password must be like; its properties are in plugins/platform/property/sign_in.toml.
struct PasswordPolicy {
    std::size_t shortest = 8;
    std::size_t longest = 100;
    std::vector<std::string> kinds;     // of upper, lower, digit, special: one of each is needed
    std::vector<std::string> excluded;  // what everybody tries first, in lower case

    // The rule that the password breaks, as a sentence; "" when it breaks none.
    std::string flaw(std::string_view password, std::string_view user_name) const;
};

// The policy that holds now; without any rule when it is switched off.
PasswordPolicy password_policy(const Snapshot& snapshot);

}  // namespace stead::record
