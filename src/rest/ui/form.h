#pragma once

#include "rest/call.h"

namespace stead::script {
class Scripts;
}

namespace stead::rest::ui {

void get_form(Call& call,
              script::Scripts& scripts);  // GET form/{table}/{sys_id}, -1 = a new record
// PATCH form/{table}/{sys_id}: saves, or runs a UI action with the values
void save_form(Call& call, script::Scripts& scripts);
void create_form(Call& call, script::Scripts& scripts);  // POST form/{table}/-1
void delete_form(Call& call);                            // DELETE form/{table}/{sys_id}
void check_form(Call& call);                             // POST form/{table}/{sys_id}/check

}  // namespace stead::rest::ui
