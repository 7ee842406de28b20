#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "base/error.h"
#include "rest/call.h"

namespace stead::rest::ui {

// Ends a call of the web client with a body of its own: 409 with conflicts, 422 with errors by
// field (web/src/api/contract.ts).
class Refused : public base::Error {
public:
    Refused(int status, std::string body)
        : Error(base::Status::conflict, "Refused"), http_status(status), body(std::move(body)) {}

    int http_status;
    std::string body;
};

// As rest::handler, in the web client's words: values that are not accepted are 422 with errors by
// field, and nobody makes the browser ask for a password.
http::Handler door(record::Store& store, plugin::Callers& callers, Handle handle,
                   plugin::Callers::Guests guests = plugin::Callers::Guests::refused);

// The body as an object. Throws Error(bad_request).
boost::json::object body_of(const Call& call);

std::string error_body(std::string_view field, std::string_view message);

// A name that came from outside and goes into a query: letters, digits and _ . - only, so that it
// can be no script and no further condition. Throws Error(bad_request).
std::string plain_name(std::string name);

}  // namespace stead::rest::ui
