#pragma once

#include "server/config.h"

namespace stead::server {

// stead backup --data DIR --output NEW-FOLDER: the database as of one moment, the files of its
// attachments and what else lies in the folder, but for the key of stored passwords. Works beside a
// running server. The copy is checked before it gets its name.
int backup(const Config& config);

// stead restore --data DIR --input BACKUP: checks the backup, moves what is in DIR aside and puts
// the backup there. Refused while a server has DIR.
int restore(const Config& config);

}  // namespace stead::server
