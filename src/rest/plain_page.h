#pragma once

#include <string>
#include <string_view>

#include "http/response.h"

namespace stead::rest {

// A page that the server draws itself, without scripts: consent, password, what went wrong.
// `body` is HTML; texts in it must be escaped. `form_targets` are origins beside our own to which
// its form may lead; others cannot show the page in a frame.
void answer_page(http::Response& response, std::string_view title, std::string_view body,
                 std::string_view form_targets = {});

// A page with one sentence.
void answer_sentence(http::Response& response, int status, std::string_view sentence);

std::string hidden_field(std::string_view name, std::string_view value);

}  // namespace stead::rest
