#include "mail/inbound_actions.h"

#include "base/text.h"
#include "engine/compose_mail.h"
#include "engine/metadata.h"
#include "mail/decisions.h"
#include "mail/email_object.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/unit.h"
#include "script/glide/call.h"
#include "script/glide/record_object.h"
#include "script/scripts.h"

namespace stead::mail {

namespace {

using engine::column;
using record::MetadataRow;
using record::Record;
using record::Unit;
using script::RecordObject;

std::string origin(const MetadataRow& action, std::string_view part) {
    return "sysevent_in_email_action/" + column(action, "sys_id") + "." + std::string(part);
}

// `logger`: lines of a script in the mail's log.
class Logger : public script::HostObject {
public:
    Logger(Decisions& decisions, std::string action_id)
        : decisions_(decisions), action_id_(std::move(action_id)) {}

    const std::shared_ptr<const script::HostClass>& host_class() const override {
        static const auto shared = [] {
            script::HostClass shape;
            shape.name = "EmailLogger";
            for (const auto* name : {"log", "logInfo", "logWarning", "logError"})
                shape.methods.push_back({name, [](script::Arguments& arguments) {
                                             arguments.self<Logger>().add(arguments.text(0));
                                             return script::Value();
                                         }});
            return std::make_shared<const script::HostClass>(std::move(shape));
        }();
        return shared;
    }

private:
    void add(std::string text) {
        if (++lines_ <= 50)
            decisions_.add("action", "passed", std::move(text), "sysevent_in_email_action",
                           action_id_);
    }

    Decisions& decisions_;
    std::string action_id_;
    int lines_ = 0;
};

class Actions {
public:
    Actions(Unit& system, script::Scripts& scripts, InboundMail& mail, Decisions& decisions)
        : system_(system),
          unit_(system.as(with_acls(mail.sender, false))),
          scripts_(scripts),
          mail_(mail),
          decisions_(decisions) {}

    InboundResult run() {
        for (const auto& action : system_.snapshot().rows("sysevent_in_email_action")) {
            const auto table = column(action, "table");
            if (!is_for(action) || !system_.dictionary().find(table)) continue;
            if (run_one(action) && engine::flag(action, "stop_processing")) break;
            if (mail_.row.get("state") == "ignored") break;
        }
        return std::move(result_);
    }

private:
    bool is_for(const MetadataRow& action) const {
        const auto& type = column(action, "type");
        if (!type.empty() && type != name_of(mail_.thread.type)) return false;
        if (mail_.thread.type != ReceiveType::reply) return true;
        const auto* table = system_.dictionary().find(mail_.thread.table);
        return table && table->is_a(column(action, "table"));
    }

    // True when the action applied.
    bool run_one(const MetadataRow& action) {
        const auto current = record_for(action);
        script::Members bindings = bindings_for(action, current);
        if (const auto why = why_not(action, bindings); !why.empty()) {
            log(action, "skipped", why);
            return false;
        }
        ++result_.ran;
        const auto said = unit_.messages().size();
        act(action, *current, bindings);
        note(action, *current, said);
        return true;
    }

    std::shared_ptr<RecordObject> record_for(const MetadataRow& action) {
        if (mail_.thread.type != ReceiveType::reply)
            return scripts_.empty_record_value(unit_, column(action, "table"))
                .object<RecordObject>();
        const auto record =
            load(unit_, unit_.dictionary().get(mail_.thread.table), mail_.thread.sys_id);
        return scripts_.record_value(unit_, record.value()).object<RecordObject>();
    }

    script::Members bindings_for(const MetadataRow& action,
                                 const std::shared_ptr<RecordObject>& current) {
        const auto& id = column(action, "sys_id");
        const auto row =
            load(unit_, unit_.dictionary().get("sysevent_in_email_action"), id).value();
        return {{"current", current},
                {"email", email_object(system_, mail_.row, mail_.thread)},
                {"sys_email", scripts_.shared_record_value(unit_, mail_.row)},
                {"event", scripts_.empty_record_value(unit_, "sysevent")},
                {"action", scripts_.record_value(unit_, row)},
                {"logger", std::make_shared<Logger>(decisions_, id)}};
    }

    // Why the action does not apply, in words; "" when it does.
    std::string why_not(const MetadataRow& action, const script::Members& bindings) {
        const auto& from = column(action, "from");
        if (!from.empty() && from != mail_.sender->user_id) return "it is for another sender";
        if (!mail_.sender->has_any_role(column(action, "required_roles")))
            return "the sender has none of its roles";
        const auto& filter = column(action, "filter_condition");
        if (!filter.empty() && !system_.matches(filter, mail_.row))
            return "its conditions do not fit the mail";
        const auto& condition = column(action, "condition");
        if (base::trim(condition).empty()) return {};
        script::Members copy = bindings;
        const auto answer = scripts_.run(unit_, {origin(action, "condition"), condition}, copy);
        return answer.truth() ? "" : "its condition is not met";
    }

    void act(const MetadataRow& action, RecordObject& current, const script::Members& bindings) {
        if (column(action, "action") == "reply_email") return answer(action);
        set_fields(action, current);
        if (const auto& script = column(action, "script"); !base::trim(script).empty())
            scripts_.run(unit_, {origin(action, "script"), script}, bindings);
        else if (!column(action, "template").empty())
            store(current);
    }

    // The field action: `priority=2^assignment_group=…^EQ`.
    void set_fields(const MetadataRow& action, RecordObject& current) {
        const auto& text = column(action, "template");
        if (text.empty()) return;
        script::Call call(scripts_, unit_);
        auto& row = current.row_to_write(call);
        for (const auto part : base::split(text, '^')) {
            const auto equals = part.find('=');
            if (equals == std::string_view::npos) continue;
            row.set(part.substr(0, equals), std::string(part.substr(equals + 1)));
        }
    }

    void store(RecordObject& current) {
        script::Call call(scripts_, unit_);
        current.update(call);
    }

    // An answer to the sender, whoever he is; never to a list of people that he wrote to.
    void answer(const MetadataRow& action) {
        engine::Composition mail;
        mail.table = mail_.thread.table;
        mail.sys_id = mail_.thread.sys_id;
        mail.to = {mail_.row.get("user")};
        mail.subject = "Re: " + mail_.row.get("subject");
        mail.html = column(action, "reply_email");
        mail.in_reply_to = mail_.row.get("message_id");
        mail.automatic = true;
        engine::write_composition(system_, mail);
    }

    void note(const MetadataRow& action, RecordObject& current, std::size_t said) {
        const auto* row = current.row();
        const bool written = row && !row->is_new() && !row->sys_id().empty();
        std::string refusal;
        for (auto at = said; at < unit_.messages().size(); ++at)
            if (unit_.messages()[at].kind == record::Message::Kind::error)
                refusal += (refusal.empty() ? "" : " ") + unit_.messages()[at].text;
        if (written && mail_.row.get("state") != "ignored" && result_.sys_id.empty())
            result_ = {row->table().name, row->sys_id(), column(action, "name"), result_.ran};
        if (!refusal.empty()) return log(action, "refused", "it was refused: " + refusal);
        if (mail_.row.get("state") == "ignored")
            return log(action, "ignored", mail_.row.get("reason"));
        log(action, "matched", written ? "it wrote " + unit_.display_value(*row) : "it ran");
    }

    void log(const MetadataRow& action, const std::string& outcome, const std::string& words) {
        decisions_.add("action", outcome, "\"" + column(action, "name") + "\": " + words,
                       "sysevent_in_email_action", column(action, "sys_id"));
    }

    Unit& system_;
    Unit unit_;
    script::Scripts& scripts_;
    InboundMail& mail_;
    Decisions& decisions_;
    InboundResult result_;
};

}  // namespace

InboundResult run_inbound_actions(Unit& unit, script::Scripts& scripts, InboundMail& mail,
                                  Decisions& decisions) {
    return Actions(unit, scripts, mail, decisions).run();
}

}  // namespace stead::mail
