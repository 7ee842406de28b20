#pragma once

#include "rest/call.h"

namespace stead::rest {

void upload_raw(Call& call);        // POST /attachment/file: the body is the file
void upload_multipart(Call& call);  // POST /attachment/upload: multipart/form-data

}  // namespace stead::rest
