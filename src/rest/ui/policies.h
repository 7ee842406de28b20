#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "base/text.h"
#include "record/snapshot.h"
#include "record/unit.h"

namespace stead::rest::ui {

struct FormPage;

// What a form does to its fields while a condition holds: a UI policy, or a data policy that pages
// apply too.
struct Policy {
    struct Effect {
        std::string field;
        std::string mandatory, visible, readonly;  // true, false, "" = leave alone
    };
    std::string table, condition;
    bool inherited = false, reversed = false;
    std::vector<Effect> effects;
};

class Policies {
public:
    explicit Policies(const record::Snapshot& snapshot);
    std::vector<const Policy*> of(const model::Table& table) const;

private:
    std::vector<Policy> policies_;
};
std::shared_ptr<const Policies> policies(const record::Snapshot& snapshot);

// Fields that conditions of the table's policies ask for: the page needs their values.
std::vector<std::string> policy_fields(record::Unit& unit, const model::Table& table);

// For the browser: scripts in conditions are worked out; policies that ask for fields which the
// person may not read are left out, the server applies them when the record is saved.
void write_policies(base::JsonWriter& json, const FormPage& page);

}  // namespace stead::rest::ui
