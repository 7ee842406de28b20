#pragma once

#include <string>

#include "rest/ui/form_page.h"

namespace stead::script {
class Scripts;
}

namespace stead::rest::ui {

// contract.ts's Form. `messages` are those of the write that led here.
std::string form_json(FormPage& page, script::Scripts& scripts,
                      const std::vector<record::Message>& messages = {});

}  // namespace stead::rest::ui
