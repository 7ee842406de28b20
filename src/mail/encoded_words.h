#pragma once

#include <string>
#include <string_view>

namespace stead::mail {

// Replaces every run of encoded words (RFC 2047) by one in UTF-8, so that the words of a letter
// that was cut in two belong together again. GMime loses what follows a padded base64 word; it is
// given the result. What only looks like an encoded word stays as it is.
std::string join_encoded_words(std::string_view header);

}  // namespace stead::mail
