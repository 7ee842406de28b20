#include "http/request.h"

namespace stead::http {

std::string base_url(const Request& request) {
    return (request.is_tls ? "https://" : "http://") + request.host;
}

}  // namespace stead::http
