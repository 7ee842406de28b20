#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "engine/mail_address.h"
#include "mail/message.h"

namespace stead::mail {

// A mail that goes out. Whoever is in neither list gets it without being named.
struct OutgoingMessage {
    engine::MailAddress from;
    std::string reply_to;                     // "" = none
    std::vector<engine::MailAddress> to, cc;  // empty: "undisclosed recipients"
    std::string subject, text, html;
    std::string message_id, in_reply_to;  // with their brackets
    std::vector<std::string> references;
    std::string auto_submitted;  // value of that header; "" = a person wrote it
    std::string importance;
    std::string headers;    // further ones, `X-Name: value`, a line each
    std::string meant_for;  // who it was for before it was diverted; "" = it was not
    base::Time date;
    std::vector<MailFile> files;
};

// The bytes of the mail, ready for SMTP: text and HTML as alternatives, files beside them. Whatever
// the values hold, each stays in its own header.
std::string write_message(const OutgoingMessage& message);

}  // namespace stead::mail
