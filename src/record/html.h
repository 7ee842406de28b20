#pragma once

#include <string>
#include <string_view>

namespace stead::record {

// HTML with only harmless elements, attributes and addresses left: no script, style sheet, form,
// event handler or frame; links open outside and tell no referrer. Everything that is stored as
// HTML passes here.
std::string clean_html(std::string_view html);

// The text of an HTML document: blocks become lines, entities characters.
std::string html_to_text(std::string_view html);

}  // namespace stead::record
