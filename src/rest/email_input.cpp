#include "rest/email_input.h"

#include <boost/json.hpp>

#include "base/json.h"
#include "base/text.h"

namespace stead::rest {

namespace {

engine::Composition::Addresses addresses(const boost::json::object& body, const char* name) {
    engine::Composition::Addresses list;
    if (const auto* all = body.if_contains(name); all && all->is_array())
        for (const auto& each : all->get_array())
            list.emplace_back(base::trim(base::json_scalar(each)));
    return list;
}

}  // namespace

engine::Composition mail_of(const boost::json::object& body) {
    engine::Composition mail;
    mail.to = addresses(body, "to");
    mail.cc = addresses(body, "cc");
    mail.bcc = addresses(body, "bcc");
    mail.subject = base::json_text(body, "subject");
    mail.text = base::json_text(body, "text");
    mail.html = base::json_text(body, "html");
    return mail;
}

}  // namespace stead::rest
