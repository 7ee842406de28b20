#include "engine/notifications.h"

#include <algorithm>

#include "base/text.h"
#include "engine/mail_row.h"
#include "engine/metadata.h"
#include "engine/recipients.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/unit.h"
#include "script/scripts.h"

namespace stead::engine {

namespace {

using record::MetadataRow;
using record::Operation;
using record::Phase;
using record::Record;
using record::Unit;
using record::Write;

bool is_for(const MetadataRow& notification, const model::Table& table) {
    return table.is_a(column(notification, "collection"));
}

bool is_wanted(const MetadataRow& notification, const Write& write) {
    const auto& type = column(notification, "generation_type");
    if (!type.empty() && type != "engine") return false;
    if (!column(notification, "event_name").empty() && type != "engine") return false;
    return flag(notification,
                write.operation == Operation::insert ? "action_insert" : "action_update");
}

bool passes(script::Scripts& scripts, const MetadataRow& notification, Unit& unit, Record& record,
            const Write* write, const Record* event) {
    const auto& condition = column(notification, "condition");
    if (!condition.empty() && !unit.matches(condition, record, write)) return false;
    const auto& advanced = column(notification, "advanced_condition");
    if (advanced.empty()) return true;
    script::Members bindings;
    if (event) bindings.emplace_back("event", scripts.record_value(unit, *event));
    return scripts.condition(
        unit, "sysevent_email_action/" + column(notification, "sys_id") + ".advanced_condition",
        advanced, &record, bindings);
}

// One reason can make several mails to the same people: only the heaviest goes; weight 0 always
// does.
struct Candidate {
    const MetadataRow* notification;
    std::vector<std::string> recipients;
    std::int64_t weight;
};

std::vector<Candidate> heaviest(std::vector<Candidate> candidates) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
    std::vector<Candidate> kept;
    std::vector<std::string> served;
    for (auto& candidate : candidates) {
        if (candidate.weight > 0)
            std::erase_if(candidate.recipients, [&](const std::string& address) {
                return std::find(served.begin(), served.end(), address) != served.end();
            });
        if (candidate.recipients.empty()) continue;
        if (candidate.weight > 0)
            served.insert(served.end(), candidate.recipients.begin(), candidate.recipients.end());
        kept.push_back(std::move(candidate));
    }
    return kept;
}

void send(script::Scripts& scripts, Unit& unit, const Record& record, const Record* event,
          std::vector<Candidate> candidates) {
    const MailSubject subject{unit, scripts, record, event};
    for (auto& candidate : heaviest(std::move(candidates))) {
        auto mail = compose(subject, *candidate.notification);
        mail.recipients.insert(mail.recipients.begin(), candidate.recipients.begin(),
                               candidate.recipients.end());
        write_mail(subject, *candidate.notification, std::move(mail));
    }
}

void consider(std::vector<Candidate>& candidates, const MetadataRow& notification, Unit& unit,
              const Record& record, const Record* event) {
    auto recipients = recipients_of(unit, notification, record, event);
    if (recipients.empty()) return;
    candidates.push_back({&notification, std::move(recipients),
                          base::to_integer(column(notification, "weight")).value_or(0)});
}

// What a mail may tell is the notification's choice, not the writer's: recipients are not filtered
// by ACL, and values are called as the installation calls them.
std::shared_ptr<const record::Session> mail_session(const Unit& unit) {
    auto session = std::make_shared<record::Session>(unit.session());
    session->bound_by_acls = false;
    session->language = unit.snapshot().property("glide.sys.language", "en");
    return session;
}

}  // namespace

bool Notifications::applies(Phase phase, Operation operation, const model::Table& table) const {
    return phase == Phase::after && operation != Operation::remove && !table.is_metadata();
}

void Notifications::run(Phase, Write& write) {
    if (write.unit.session().door == record::Door::plugin) return;  // demo stories write no mail
    auto unit = write.unit.as(mail_session(write.unit));
    std::vector<Candidate> candidates;
    for (const auto& notification : unit.snapshot().rows("sysevent_email_action"))
        if (is_for(notification, write.current.table()) && is_wanted(notification, write) &&
            passes(scripts_, notification, unit, write.current, &write, nullptr))
            consider(candidates, notification, unit, write.current, nullptr);
    if (!candidates.empty()) send(scripts_, unit, write.current, nullptr, std::move(candidates));
}

void Notifications::run_event(Unit& unit, const Record& event) {
    std::vector<Candidate> candidates;
    const auto* table = unit.dictionary().find(event.get("table"));
    auto record = table ? record::load(unit, *table, event.get("instance")) : std::nullopt;
    if (!record) return;
    for (const auto& notification : unit.snapshot().rows("sysevent_email_action"))
        if (column(notification, "event_name") == event.get("name") &&
            column(notification, "generation_type") != "engine" &&
            is_for(notification, record->table()) &&
            passes(scripts_, notification, unit, *record, nullptr, &event))
            consider(candidates, notification, unit, *record, &event);
    if (!candidates.empty()) send(scripts_, unit, *record, &event, std::move(candidates));
}

}  // namespace stead::engine
