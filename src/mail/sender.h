#pragma once

#include <memory>
#include <string>

#include "record/record.h"
#include "record/session.h"

namespace stead::record {
class Store;
class Unit;
}  // namespace stead::record

namespace stead::mail {

class Decisions;

// Who a mail is processed as.
struct Sender {
    std::shared_ptr<const record::Session> session;  // null: the mail is to be ignored
    std::string reason;                              // why it is
};

// The active person with the mail's address, customers before others; guest when nobody has it. A
// mail of a person who is inactive or locked out is ignored (platform.md 5.5).
Sender identify(record::Unit& unit, const record::Record& mail, Decisions& decisions);

// Makes a user for an unknown sender where the properties ask for it
// (glide.pop3readerjob.create_caller, glide.user.trusted_domain). In its own transaction.
void create_caller(record::Store& store, const record::Record& mail);

}  // namespace stead::mail
