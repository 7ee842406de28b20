#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/config.h"

namespace stead::server {

// What was found in a data folder or a backup.
struct Checkup {
    std::vector<std::string> problems;  // sentences; none: everything is sound
    std::int64_t attachments = 0;
    std::int64_t attachment_bytes = 0;
};

// Reads every page and index of the database, and the file of every attachment with its content.
// Works beside a running server.
Checkup check_data(const std::string& folder);

// stead check: says what check_data found.
int check(const Config& config);
// stead doctor: the same, with what else somebody who is asked for help would want to know.
int doctor(const Config& config);

}  // namespace stead::server
