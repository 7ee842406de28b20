#pragma once

#include "rest/call.h"

namespace stead::rest::ui {

// POST password {current, new}: a person changes his own password. Throws Refused 422 when the
// current one is wrong, which counts as a failed sign-in, or the new one is too short
// (glide.user.password.min_length). Every session of his ends.
void change_password(Call& call);

}  // namespace stead::rest::ui
