#pragma once

namespace stead::mail {

void start_curl();  // before the first use; any thread, any number of times

}  // namespace stead::mail
