#pragma once

#include <string>

namespace stead::mail {

// `stead mail deliver`: what a mail server calls with a mail on standard input. Exit codes are
// those of sysexits.h, which mail servers understand: 0 taken, 65 never acceptable, 75 try again
// later.
int deliver(const std::string& data_folder);

}  // namespace stead::mail
