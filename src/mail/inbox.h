#pragma once

#include <string>

#include "mail/spool.h"

namespace stead::record {
class Record;
class Store;
class Unit;
}  // namespace stead::record
namespace stead::script {
class Scripts;
}

namespace stead::mail {

class Decisions;

// Door 2, inwards. A mail goes two steps, each in one transaction: from the spool into a sys_email
// row, whatever it is; then that row is judged and handled in the sender's name. A mail that cannot
// be handled never stops the next one.
class Inbox {
public:
    Inbox(record::Store& store, script::Scripts& scripts, const std::string& data_folder);

    bool take();    // one mail from the spool into a row; false when none waits
    bool handle();  // one row that is ready; false when there is none

    std::string incoming_folder() const { return spool_.incoming_folder(); }

private:
    void keep(const std::string& id);
    std::string next();
    void judge(record::Unit& unit, record::Record& mail, Decisions& decisions);
    void run_actions(record::Unit& unit, record::Record& mail, Decisions& decisions);
    void note_failure(const std::string& sys_id, const std::string& error, Decisions& decisions);

    record::Store& store_;
    script::Scripts& scripts_;
    Spool spool_;
};

}  // namespace stead::mail
