#pragma once

#include <boost/json/fwd.hpp>

#include "engine/compose_mail.h"

namespace stead::rest {

// A mail as a body says it: to, cc and bcc as lists, subject, text, html.
engine::Composition mail_of(const boost::json::object& body);

}  // namespace stead::rest
