#include "mail/inbox.h"

#include "base/date_time.h"
#include "base/error.h"
#include "base/text.h"
#include "mail/decisions.h"
#include "mail/inbound_actions.h"
#include "mail/mail_files.h"
#include "mail/message.h"
#include "mail/received_row.h"
#include "mail/screening.h"
#include "mail/sender.h"
#include "mail/thread.h"
#include "record/access.h"
#include "record/class_sql.h"
#include "record/sessions.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::mail {

namespace {

using record::Record;
using record::Unit;

constexpr int most_tries = 3;
constexpr std::string_view row_table = "sys_email";

// Trouble of the machine, not of the mail: it is tried again later.
bool passes(const base::Error& error) {
    return error.status == base::Status::unavailable;
}

void ignore(Record& mail, const std::string& reason, bool junk = false) {
    mail.set("type", "received-ignored");
    mail.set("state", "ignored");
    mail.set("mailbox", junk ? "junk" : "received");
    mail.set("reason", std::string(base::truncate_utf8(reason, 990)));
}

void finish(Record& mail, const std::string& reason) {
    mail.set("type", "received");
    mail.set("state", "processed");
    mail.set("mailbox", "received");
    mail.set("reason", std::string(base::truncate_utf8(reason, 990)));
}

// Somebody who may not see a record does not hear of it by guessing its watermark, and writes
// nothing into its history.
bool may_see(Unit& unit, const Thread& thread,
             const std::shared_ptr<const record::Session>& sender) {
    auto bound = unit.as(with_acls(sender, true));
    return bound.find(thread.table, thread.sys_id).has_value();
}

std::string outcome(Unit& unit, const InboundResult& result) {
    if (result.sys_id.empty())
        return result.ran ? "Inbound actions ran and wrote no record."
                          : "No inbound action is for this mail.";
    return "\"" + result.action +
           "\" took it: " + unit.display_value_of(result.table, result.sys_id) + ".";
}

}  // namespace

Inbox::Inbox(record::Store& store, script::Scripts& scripts, const std::string& data_folder)
    : store_(store), scripts_(scripts), spool_(data_folder) {
    spool_.make_folders();
}

bool Inbox::take() {
    const auto snapshot = store_.snapshot();
    if (!snapshot->property_is_true("glide.email.read.active", true) ||
        !snapshot->dictionary().find(row_table))
        return false;
    const auto waiting = spool_.waiting(1);
    if (waiting.empty()) return false;
    keep(waiting.front());
    return true;
}

void Inbox::keep(const std::string& first_id) {
    auto id = first_id;
    const int tries = spool_.count_try(id);
    const auto name = first_id.substr(0, first_id.find('.'));
    try {
        if (tries >= most_tries)
            throw base::Error(base::Status::bad_request, "it ended the program before");
        const auto message = read_message(spool_.read(id), read_limits(*store_.snapshot()));
        store_.write(record::system_session(), [&](Unit& unit) {
            if (is_kept(unit, name)) return;
            Decisions decisions;
            keep_received(unit, message, name, decisions);
        });
        spool_.remove(id);
    } catch (const base::Error& error) {
        if (passes(error)) throw;
        store_.log().error("a mail could not be kept", {{"file", name}, {"error", error.what()}});
        spool_.set_aside(id, std::string(error.what()) + " " + error.detail);
    } catch (const std::exception& error) {
        store_.log().error("a mail could not be kept", {{"file", name}, {"error", error.what()}});
        spool_.set_aside(id, error.what());
    }
}

std::string Inbox::next() {
    std::string sys_id;
    store_.read(record::system_session(), [&](Unit& unit) {
        if (!unit.dictionary().find(row_table)) return;
        sys_id = unit.connection().value(
            "SELECT \"sys_id\" FROM \"sys_email\" WHERE \"type\" = 'received' AND \"state\" = "
            "'ready' ORDER BY \"row_id\" LIMIT 1");
    });
    return sys_id;
}

bool Inbox::handle() {
    const auto sys_id = next();
    if (sys_id.empty()) return false;
    Decisions decisions;
    std::string failure;
    try {
        store_.write(record::system_session(), [&](Unit& unit) {
            auto mail = load(unit, unit.dictionary().get(row_table), sys_id);
            if (!mail) return;
            judge(unit, *mail, decisions);
            update_or_throw(unit, *mail);
            decisions.write(unit, sys_id);
        });
    } catch (const base::Error& error) {
        if (passes(error)) throw;
        failure = std::string(error.what()) + " " + error.detail;
    } catch (const std::exception& error) {
        failure = error.what();
    }
    if (!failure.empty()) note_failure(sys_id, failure, decisions);
    return true;
}

void Inbox::judge(Unit& unit, Record& mail, Decisions& decisions) {
    mail.set("target_table", "");
    mail.set("instance", "");
    if (const auto rejection = screen(unit, scripts_, mail, decisions))
        return ignore(mail, rejection->reason, rejection->junk);
    run_actions(unit, mail, decisions);
}

void Inbox::run_actions(Unit& unit, Record& mail, Decisions& decisions) {
    const auto thread = classify(unit, mail, decisions);
    mail.set("receive_type", name_of(thread.type));
    const auto sender = identify(unit, mail, decisions);
    if (!sender.session) return ignore(mail, sender.reason);
    mail.set("user_id", sender.session->user_id);
    if (!thread.sys_id.empty() && !may_see(unit, thread, sender.session)) {
        const auto reason = "The sender may not write to " +
                            unit.display_value_of(thread.table, thread.sys_id) +
                            ", which the mail answers, or even see it.";
        decisions.add("sender", "refused", reason, thread.table, thread.sys_id);
        return ignore(mail, reason);
    }
    InboundMail inbound{mail, thread, sender.session};
    const auto result = run_inbound_actions(unit, scripts_, inbound, decisions);
    if (mail.get("state") == "ignored") return;
    finish(mail, outcome(unit, result));
    if (result.sys_id.empty()) return;
    mail.set("target_table", result.table);
    mail.set("instance", result.sys_id);
    hand_over_files(unit, mail, result.table, result.sys_id, decisions);
}

void Inbox::note_failure(const std::string& sys_id, const std::string& error,
                         Decisions& decisions) {
    store_.log().warn("a mail could not be handled", {{"email", sys_id}, {"error", error}});
    decisions.add("action", "error", "Handling failed, nothing was written: " + error);
    store_.write(record::system_session(), [&](Unit& unit) {
        auto mail = load(unit, unit.dictionary().get(row_table), sys_id);
        if (!mail) return;
        mail->set("state", "error");
        mail->set("error_string", std::string(base::truncate_utf8(error, 7900)));
        mail->set("reason", "Handling failed. An administrator can have it processed again.");
        update_or_throw(unit, *mail);
        decisions.write(unit, sys_id);
    });
}

}  // namespace stead::mail
