#pragma once

#include <string>
#include <string_view>

namespace stead::base {

// argon2id, 19 MiB, two passes: about 35 ms. At most two run at once; others wait.
std::string hash_password(std::string_view password);

// False also for texts that are no hash. Takes the same time for unknown users when given
// `dummy_password_hash()`.
bool verify_password(std::string_view password, const std::string& hash);
const std::string& dummy_password_hash();

}  // namespace stead::base
