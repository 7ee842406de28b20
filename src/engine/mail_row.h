#pragma once

#include <string>
#include <vector>

#include "engine/mail_template.h"
#include "record/snapshot.h"

namespace stead::engine {

// A mail about to become a row.
struct Mail {
    std::vector<std::string> recipients;
    std::vector<std::string> copied, blind_copied;  // as mail scripts wish
    std::string subject, html, text;
    std::string from, reply_to;  // "" = the notification's
    int weight = 0;
};

// Subject and body of a notification, with its template and layout around them.
Mail compose(const MailSubject& subject, const record::MetadataRow& notification);

// The id of a mail that has none yet, made of its row's.
std::string new_message_id(const std::string& email_id);

// Writes the sys_email row, ready to be sent, with the watermark that brings answers back to the
// record.
void write_mail(const MailSubject& subject, const record::MetadataRow& notification, Mail mail);

}  // namespace stead::engine
