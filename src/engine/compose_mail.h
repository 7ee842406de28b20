#pragma once

#include <string>
#include <utility>
#include <vector>

#include "record/record.h"

namespace stead::record {
class Unit;
}

namespace stead::engine {

// A mail as somebody writes it, usually from a record.
struct Composition {
    using Addresses = std::vector<std::string>;  // each `a@b.example` or `Name <a@b.example>`

    std::string table, sys_id;  // the record it is about; "" when there is none
    Addresses to, cc, bcc;      // who is named twice gets it once
    std::string subject;
    std::string text, html;   // one of them is enough
    std::string in_reply_to;  // message id; "": the newest mail that came in for the record
    std::string importance;   // low, high or ""
    std::vector<std::pair<std::string, std::string>> headers;  // further ones; only X-…
    std::vector<std::string> attachments;                      // sys_ids of files that go with it
    bool automatic = false;  // no person wrote it; receivers do not answer by themselves
};

// Writes the mail, ready to be sent, in the name of the unit's person: he must be allowed to create
// drafts of mails, to write the record and to read the files. Returns its sys_email row. Throws
// Error(forbidden), Error(not_found), and Error(unprocessable) with the part that is wrong as its
// detail: to, cc, bcc, text …
record::Record compose_mail(record::Unit& unit, const Composition& mail);

// The same without asking what the person may do, for the program itself.
record::Record write_composition(record::Unit& unit, const Composition& mail);

}  // namespace stead::engine
