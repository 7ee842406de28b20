#pragma once

#include <stdexcept>
#include <string>

namespace stead::base {

// What went wrong, in terms every door can translate (REST: an HTTP status).
enum class Status {
    bad_request,      // 400
    unauthenticated,  // 401
    forbidden,        // 403
    not_found,        // 404
    conflict,         // 409
    too_large,        // 400, as the wire's clients expect
    unsupported,      // 415
    unprocessable,    // 422: a value that a rule refuses; detail names it
    too_many,         // 429
    internal,         // 500: our mistake or the machine's
    unavailable,      // 503: disk full, shutting down
};

// How the wire numbers it. A value that a rule refuses is the caller's mistake: 400.
int http_status(Status status);

// Ends the request. Thrown where the trouble is noticed, caught once, by the door.
// `what()` is the message for the caller; `detail` may be empty. Neither holds a secret.
class Error : public std::runtime_error {
public:
    explicit Error(Status status, const std::string& message, std::string detail = {})
        : std::runtime_error(message), status(status), detail(std::move(detail)) {}

    Status status;
    std::string detail;
};

}  // namespace stead::base
