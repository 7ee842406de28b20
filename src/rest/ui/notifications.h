#pragma once

#include "rest/call.h"

namespace stead::rest::ui {

// GET notifications: what happened to one's work without one's doing: records that were assigned to
// the person, and what others wrote to records that he works on or follows.
void get_notifications(Call& call);
// POST notifications/read {ids?}: without ids all that there are.
void read_notifications(Call& call);

}  // namespace stead::rest::ui
