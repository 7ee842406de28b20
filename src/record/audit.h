#pragma once

#include "record/write.h"

namespace stead::record {

// sys_audit rows for the changed fields of an update to an audited table; sys_audit_delete with the
// whole row for a remove (platform.md §1.7). Secrets and journals are never copied.
void audit(Write& write);

}  // namespace stead::record
