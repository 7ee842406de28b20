#pragma once

#include <string>
#include <vector>

#include "record/record.h"

namespace stead::record {
class Unit;
}

namespace stead::engine {

// A mail as somebody writes it, usually from a record.
struct Composition {
    std::string table, sys_id;  // the record it is about; "" when there is none
    std::string to, cc, bcc;    // lists of addresses
    std::string subject;
    std::string text, html;                // one of them is enough
    std::string in_reply_to;               // message id of the mail that it answers
    std::vector<std::string> attachments;  // sys_ids of files that go with it
    bool automatic = false;  // no person wrote it; receivers do not answer by themselves
};

// For the composer of the client: the person must have the role email_composer and may read the
// record and the files; every address must be one. Writes the mail, ready to be sent, in the
// person's name. Returns its sys_email row. Throws Error(forbidden), Error(not_found),
// Error(bad_request).
record::Record compose_mail(record::Unit& unit, Composition mail);

// The same without checks, for the program itself.
record::Record write_composition(record::Unit& unit, const Composition& mail,
                                 const std::string& table, const std::string& sys_id);

}  // namespace stead::engine
