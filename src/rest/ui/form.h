#pragma once

#include "rest/call.h"

namespace stead::rest::ui {

void get_form(Call& call);     // GET form/{table}/{sys_id}, -1 = a new record
void save_form(Call& call);    // PATCH form/{table}/{sys_id}
void create_form(Call& call);  // POST form/{table}/-1
void delete_form(Call& call);  // DELETE form/{table}/{sys_id}
void check_form(Call& call);   // POST form/{table}/{sys_id}/check

}  // namespace stead::rest::ui
