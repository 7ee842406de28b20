#include "rest/ui/action_run.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "http/url.h"
#include "record/words.h"
#include "rest/ui/draft_record.h"
#include "rest/ui/saving.h"
#include "script/scripts.h"
#include "script/ui_action.h"

namespace stead::rest::ui {

namespace {

using base::Error;
using base::Status;
using record::Record;
using record::Unit;

std::string run_script(Unit& unit, script::Scripts& scripts, const UiAction& action,
                       Record& record) {
    auto outcome = std::make_shared<script::UiActionObject>();
    const std::string origin = "sys_ui_action/" + action.sys_id + ".script";
    script::Job job;
    job.origin = origin;
    job.text = action.script;
    scripts.run(unit, job,
                {{"current", scripts.shared_record_value(unit, record)}, {"action", outcome}});
    return outcome->redirect;
}

bool said_no(const Unit& unit) {
    for (const auto& message : unit.messages())
        if (message.kind == record::Message::Kind::error) return true;
    return false;
}

}  // namespace

const UiAction& action_named(const Unit& unit, const model::Table& table, std::string_view name) {
    const auto* action = ui_actions(unit.snapshot())->find(table, name);
    if (!action) throw Error(Status::not_found, "There is no such action");
    return *action;
}

std::string run_on_record(Unit& unit, script::Scripts& scripts, const UiAction& action,
                          const model::Table& table, const std::string& sys_id,
                          const boost::json::object& values) {
    const auto seen = unit.get(table.name, sys_id);
    auto record = trusted(unit).get(seen.table().name, sys_id);
    if (!is_available(unit, action, record))
        throw Error(Status::forbidden,
                    unit.words().sentence("{action} is not possible now",
                                          {{"action", unit.words().text(action.label)}}));
    record.clear_touched();
    set_values(unit, record, values);
    std::string redirect;
    write_or_refuse(unit, record, [&] {
        redirect = run_script(unit, scripts, action, record);
        return !said_no(unit);
    });
    return redirect;
}

std::string client_address(const std::string& redirect) {
    const auto page = redirect.find(".do?");
    if (page == std::string::npos || redirect.find('/') < page) return redirect;
    const auto query = http::Query::parse(std::string_view(redirect).substr(page + 4));
    return "record/" + redirect.substr(0, page) + "/" + std::string(query.get("sys_id"));
}

}  // namespace stead::rest::ui
