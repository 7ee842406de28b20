#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "record/record.h"

namespace stead::record {
class Unit;
}
namespace stead::script {
class EmailObject;
class Scripts;
}  // namespace stead::script

namespace stead::engine {

// What a mail's text may speak of (r_MailScriptAPI.md). `event` may be null.
struct MailSubject {
    record::Unit& unit;
    script::Scripts& scripts;
    const record::Record& record;
    const record::Record* event = nullptr;
    std::shared_ptr<script::EmailObject> email = nullptr;  // what mail scripts call `email`
};

enum class MailFormat { text, html };

// Fills ${field}, ${ref.field}, ${URI}, ${URI_REF}, ${comments:3}, ${event.parm1},
// ${mail_script:name} and
// ${notification.body}. Values are escaped in HTML, except of HTML fields and of mail scripts,
// which escape themselves. What is unknown becomes nothing.
std::string fill_template(const MailSubject& subject, std::string_view text, MailFormat format,
                          std::string_view body = {});

// The address of a record's page for people.
std::string record_address(record::Unit& unit, const record::Record& record);

}  // namespace stead::engine
