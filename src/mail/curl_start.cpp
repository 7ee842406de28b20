#include "mail/curl_start.h"

#include <curl/curl.h>

#include <mutex>

namespace stead::mail {

void start_curl() {
    static std::once_flag started;
    std::call_once(started, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace stead::mail
