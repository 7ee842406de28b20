#include "base/error.h"

namespace stead::base {

int http_status(Status status) {
    switch (status) {
        case Status::bad_request:
            return 400;
        case Status::unauthenticated:
            return 401;
        case Status::forbidden:
            return 403;
        case Status::not_found:
            return 404;
        case Status::conflict:
            return 409;
        case Status::too_large:
            return 400;
        case Status::unsupported:
            return 415;
        case Status::unprocessable:
            return 400;
        case Status::too_many:
            return 429;
        case Status::internal:
            return 500;
        case Status::unavailable:
            return 503;
    }
    return 500;
}

}  // namespace stead::base
