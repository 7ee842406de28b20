#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "record/scripting.h"
#include "record/unit.h"
#include "script/context.h"
#include "script/host.h"

namespace stead::record {
class Store;
}

namespace stead::script {

struct ScriptsOptions {
    bool just_in_time = false;
    // Where SMTP is reached is none of our business: a script that sends mail writes a row.
    // `source` of gs.log lines in the server's log.
    std::string log_source = "script";
};

// A script in a row, with what it may see beside the API.
struct Job {
    std::string_view
        origin;  // "sys_script/<sys_id>.script": the place in messages, the cache's key
    std::string_view text;
    Form form = Form::script;
    Limits limits = {};
};

// Scripts with the Glide API over records: what the record layer asks for, and what engines and
// plugins need beside it. One for the program; any thread may call it, each has its own context.
class Scripts : public record::Scripting {
public:
    Scripts(record::Store& store, ScriptsOptions options = {});
    ~Scripts() override;

    std::string value(record::Unit& unit, std::string_view origin, std::string_view script,
                      record::Record* current) override;
    std::optional<std::string> guarded_value(record::Unit& unit,
                                             std::string_view expression) override;
    bool allows(record::Unit& unit, std::string_view origin, std::string_view script,
                record::Record& current) override;
    std::string query_conditions(record::Unit& unit, std::string_view origin,
                                 std::string_view script, const model::Table& table) override;
    bool holds(record::Unit& unit, std::string_view origin, std::string_view script,
               record::Write& write) override;
    // A rule that is running for the record already, further out, is not run again.
    void run(record::Unit& unit, std::string_view origin, std::string_view script,
             record::Write& write) override;

    // Does a condition script hold outside a write: of a UI action, a script action, a
    // notification? Empty text: yes. `current` may be null.
    bool condition(record::Unit& unit, std::string_view origin, std::string_view script,
                   record::Record* current, const Members& bindings = {});

    // Any other script. Bindings come beside the API: {"event", record_value(unit, row)},
    // {"email", Members{…}}, {"current", …}. Throws script::Error.
    Value run(record::Unit& unit, const Job& job, const Members& bindings = {});
    // The same, and reads back what the script did to the bindings: event.state, g_scratchpad.
    Value run_and_read(record::Unit& unit, const Job& job, Members& bindings);

    // What the script gives, as text: a field by its value.
    std::string text(record::Unit& unit, const Job& job, const Members& bindings);

    // A GlideRecord on a copy of the row, on the row itself (the caller keeps it alive while the
    // script runs), or an empty one of the table.
    Value record_value(record::Unit& unit, const record::Record& row);
    Value shared_record_value(record::Unit& unit, record::Record& row);
    Value empty_record_value(record::Unit& unit, std::string_view table);

    // Throws script::Error(syntax): for editors that check before saving.
    void check(std::string_view text, Form form = Form::script);
    void collect();                  // returns memory of this thread's context
    std::size_t heap_bytes() const;  // of this thread's context

private:
    struct Parts;
    Value execute(record::Unit& unit, const Job& job, Members& bindings, record::Write* write,
                  bool read_back);
    Context& context(record::Unit& unit);

    std::unique_ptr<Parts> parts_;
};

}  // namespace stead::script
