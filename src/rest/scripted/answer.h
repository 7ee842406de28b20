#pragma once

#include "rest/call.h"
#include "script/value.h"

namespace stead::script {
struct Call;
class ResponseObject;
}  // namespace stead::script

namespace stead::rest::scripted {

// Makes the answer that a script described: by its response object, or by what it returned.
void write_answer(Call& call, script::Call& inner, const script::ResponseObject& response,
                  const script::Value& returned);

}  // namespace stead::rest::scripted
