#pragma once

#include <string>
#include <vector>

namespace stead::record {
class Unit;
}

namespace stead::mail {

// What was decided about one mail, step by step: the rows of sys_email_log, which tell an agent why
// a mail became a record or did not. Kept outside the transaction, so that they outlive a failure.
class Decisions {
public:
    void add(std::string step, std::string outcome, std::string message,
             std::string source_table = {}, std::string source_id = {});
    void write(record::Unit& unit, const std::string& email_id);

private:
    struct Decision {
        std::string step, outcome, message, source_table, source_id;
    };
    std::vector<Decision> decisions_;
};

}  // namespace stead::mail
