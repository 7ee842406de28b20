#include "mail/account.h"

#include "base/text.h"
#include "record/secret_fields.h"

namespace stead::mail {

namespace {

MailSecurity security_of(const record::Record& account) {
    const auto& name = account.get("connection_security");
    if (name == "ssl") return MailSecurity::tls;
    return name == "none" ? MailSecurity::none : MailSecurity::starttls;
}

int usual_port(const std::string& type, bool tls) {
    if (type == "IMAP") return tls ? 993 : 143;
    if (type == "POP3") return tls ? 995 : 110;
    return tls ? 465 : 25;
}

}  // namespace

MailRelay relay_of(record::Unit& unit, const record::Record& account) {
    MailRelay relay;
    relay.host = account.get("server");
    relay.security = security_of(account);
    relay.port = static_cast<int>(
        base::to_integer(account.get("port"))
            .value_or(usual_port(account.get("type"), relay.security == MailSecurity::tls)));
    if (account.get("authentication") == "password") {
        relay.user = account.get("user_name");
        relay.password = record::secret_text(unit, account, "password");
    }
    return relay;
}

Mailbox mailbox_of(record::Unit& unit, const record::Record& account) {
    Mailbox mailbox;
    mailbox.kind = account.get("type") == "POP3" ? MailboxKind::pop3 : MailboxKind::imap;
    mailbox.server = relay_of(unit, account);
    if (const auto& folder = account.get("folder"); !folder.empty()) mailbox.folder = folder;
    return mailbox;
}

}  // namespace stead::mail
