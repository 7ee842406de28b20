#include "mail/sender.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "engine/mail_address.h"
#include "mail/decisions.h"
#include "record/sessions.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::mail {

namespace {

using record::Record;
using record::Unit;

struct Person {
    std::string sys_id, user_name;
    bool active = false, locked = false, customer = false;

    int rank() const { return (active ? 4 : 0) + (locked ? 0 : 2) + (customer ? 1 : 0); }
};

std::vector<Person> people_with(Unit& unit, const std::string& address) {
    std::vector<Person> people;
    if (address.empty()) return people;
    auto& statement = unit.connection().prepare(
        "SELECT \"sys_id\", \"user_name\", \"active\", \"locked_out\", \"sys_class_name\" FROM "
        "\"sys_user\" WHERE \"email\" = " +
        unit.connection().dialect().placeholder(1) + " ORDER BY \"row_id\"");
    statement.bind(1, std::string_view(address));
    while (statement.step())
        people.push_back({std::string(statement.text(0)), std::string(statement.text(1)),
                          base::is_true(statement.text(2)), base::is_true(statement.text(3)),
                          statement.text(4) != "sys_user"});
    std::stable_sort(people.begin(), people.end(),
                     [](const Person& a, const Person& b) { return a.rank() > b.rank(); });
    return people;
}

// What our own mail server found out about the sender (RFC 8601).
bool is_authenticated(const Record& mail) {
    for (const auto line : base::split(mail.get("headers"), '\n')) {
        const auto text = base::lower(line);
        if (!text.starts_with("authentication-results:")) continue;
        return text.find("dmarc=pass") != std::string::npos ||
               text.find("spf=pass") != std::string::npos ||
               text.find("dkim=pass") != std::string::npos;
    }
    return false;
}

Sender guest(Unit& unit, Decisions& decisions, std::string why) {
    decisions.add("sender", "passed", std::move(why));
    return {guest_session(unit.store(), record::Door::mail), {}};
}

Sender refused(const Person& person, Decisions& decisions) {
    const std::string reason =
        "The sender " + person.user_name + (person.active ? " is locked out." : " is not active.");
    decisions.add("sender", "ignored", reason, "sys_user", person.sys_id);
    return {nullptr, reason};
}

bool is_trusted(Unit& unit, const std::string& address) {
    const auto domain = engine::mail_domain(address);
    for (const auto& pattern :
         base::split_names(unit.snapshot().property("glide.user.trusted_domain")))
        if (engine::matches_wildcard(pattern, domain)) return true;
    return false;
}

}  // namespace

Sender identify(Unit& unit, const Record& mail, Decisions& decisions) {
    const auto& address = mail.get("user");
    const auto people = people_with(unit, address);
    if (people.empty()) return guest(unit, decisions, "Nobody has the address " + address + ".");
    if (unit.snapshot().property_is_true("stead.mail.require_authentication_results") &&
        !is_authenticated(mail))
        return guest(unit, decisions,
                     "The sender's address is not proved, so the mail counts as a stranger's.");
    const auto& person = people.front();
    const bool locked_may = unit.snapshot().property_is_true("glide.pop3.process_locked_out");
    if (!person.active || (person.locked && !locked_may)) return refused(person, decisions);
    auto session = record::load_session(unit.store(), person.sys_id, record::Door::mail);
    if (!session) return refused(person, decisions);
    decisions.add("sender", "matched", "The sender is " + session->display_name + ".", "sys_user",
                  person.sys_id);
    return {std::move(session), {}};
}

void create_caller(record::Store& store, const Record& mail) {
    const auto snapshot = store.snapshot();
    if (!snapshot->property_is_true("glide.pop3readerjob.create_caller")) return;
    const auto& address = mail.get("user");
    if (!engine::is_mail_address(address)) return;
    store.write(record::system_session(), [&](Unit& unit) {
        if (!is_trusted(unit, address) || !people_with(unit, address).empty()) return;
        const auto from = engine::parse_mail_addresses(mail.get("from"));
        const auto name = from.empty() || from.front().name.empty() ? address : from.front().name;
        const auto space = name.rfind(' ');
        Record user(unit.dictionary().get("sys_user"));
        user.set("user_name", address);
        user.set("email", address);
        user.set("first_name", space == std::string::npos ? "" : name.substr(0, space));
        user.set("last_name", space == std::string::npos ? name : name.substr(space + 1));
        user.set("password_needs_reset", "true");
        insert_or_throw(unit, user);
    });
}

}  // namespace stead::mail
