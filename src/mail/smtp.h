#pragma once

#include <string>
#include <vector>

namespace stead::mail {

enum class MailSecurity {
    none,
    if_offered,  // STARTTLS when the server offers it
    starttls,    // or not at all
    tls          // from the first byte (smtps://)
};

// Where mails are handed over.
struct MailRelay {
    std::string host;
    int port = 25;
    MailSecurity security = MailSecurity::if_offered;
    std::string user, password;  // "" = no sign-in
};

// smtp://user:secret@host:port or smtps://…; user and secret percent-encoded. Servers on this
// machine are spoken to in the clear. Throws Error(bad_request).
MailRelay parse_relay(const std::string& url);

struct MailRefusal {
    std::string address;
    int code = 0;
    std::string text;
};

struct MailAnswer {
    bool taken = false;                // for every recipient that is not refused
    int code = 0;                      // of the mail server; 0 when it did not answer
    std::string text;                  // for people
    std::vector<MailRefusal> refused;  // single recipients
};

// Hands over one mail; returns within two minutes. Never throws for trouble of the network.
MailAnswer send_by_smtp(const MailRelay& relay, const std::string& sender,
                        const std::vector<std::string>& recipients, const std::string& bytes);

}  // namespace stead::mail
