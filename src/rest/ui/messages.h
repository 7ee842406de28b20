#pragma once

#include "rest/call.h"

namespace stead::rest::ui {

// GET messages/{lang}: the texts of the client in that language, by their English text.
void get_messages(Call& call);

}  // namespace stead::rest::ui
