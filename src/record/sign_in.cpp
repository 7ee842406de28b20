#include "base/date_time.h"
#include "base/password.h"
#include "record/lookup.h"
#include "record/record.h"
#include "record/sessions.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::record {

namespace {

struct Candidate {
    std::string sys_id, hash, locked_until, last_login;
    bool active = false;
    bool locked_out = false;
    bool calls_apis_only = false;
    bool must_reset = false;
    std::int64_t failures = 0;
};

// The password hash never becomes part of a Record, so it is read here with its own statement.
std::string password_hash(Unit& unit, const Record& user) {
    const auto& dialect = unit.connection().dialect();
    const auto* field = user.table().find("user_password");
    if (!field || field->column.empty()) return {};
    return unit.connection().value("SELECT " + dialect.quote(field->column) + " FROM " +
                                       dialect.quote(user.table().storage()) +
                                       " WHERE \"sys_id\" = " + dialect.placeholder(1),
                                   {user.sys_id()});
}

Candidate find_candidate(Store& store, std::string_view user_name) {
    Candidate found;
    store.read(system_session(), [&](Unit& unit) {
        const auto* table = unit.dictionary().find("sys_user");
        if (!table) return;
        const auto user = unit.find("sys_user", find_sys_id(unit, *table, "user_name", user_name));
        if (!user) return;
        found.sys_id = user->sys_id();
        found.hash = password_hash(unit, *user);
        found.locked_until = user->get("locked_until");
        found.last_login = user->get("last_login_time");
        found.active = user->is_true("active");
        found.locked_out = user->is_true("locked_out");
        found.calls_apis_only = user->is_true("web_service_access_only");
        found.must_reset = user->is_true("password_needs_reset");
        found.failures = base::to_integer(user->get("failed_attempts")).value_or(0);
    });
    return found;
}

// Writes what a sign-in leaves on the user's row: no rules, no history, no new update time.
void note(Store& store, const std::string& sys_id,
          const std::function<void(Unit&, Record&)>& change) {
    auto session = std::make_shared<Session>(*system_session());
    session->run_rules = false;
    session->set_system_fields = false;
    store.write(session, [&](Unit& unit) {
        auto user = unit.find("sys_user", sys_id);
        if (!user) return;
        change(unit, *user);
        unit.update(*user);
    });
}

// Leaves the same trace for every reason and for names that do not exist, so that the time that it
// takes tells nothing.
void note_attempt(Store& store, std::string_view event, std::string_view user_name) {
    store.write(system_session(), [&](Unit& unit) {
        unit.event(event, nullptr, base::truncate_utf8(base::clean_utf8(user_name), 100));
    });
}

void count_failure(Store& store, const Candidate& candidate) {
    const auto snapshot = store.snapshot();
    const auto most = base::to_integer(snapshot->property("glide.user.max_unlock_attempts"));
    const auto minutes = base::to_integer(snapshot->property("glide.user.unlock_timeout_in_mins"));
    note(store, candidate.sys_id, [&](Unit& unit, Record& user) {
        const auto failures = base::to_integer(user.get("failed_attempts")).value_or(0) + 1;
        user.set("failed_attempts", std::to_string(failures));
        if (failures < most.value_or(5)) return;
        user.set("locked_out", "1");
        user.set("locked_until",
                 base::format_utc(unit.now() + std::chrono::minutes(minutes.value_or(15))));
        unit.event("user.locked", &user, user.get("user_name"));
    });
}

// A client that signs in with every request leaves one trace every ten minutes.
bool was_just_here(const Store& store, const Candidate& candidate) {
    const auto last = base::parse_utc(candidate.last_login);
    return last && !candidate.locked_out && candidate.failures == 0 &&
           store.clock().now() - *last < std::chrono::minutes(10);
}

void note_success(Store& store, const Candidate& candidate, std::string_view user_name) {
    if (was_just_here(store, candidate)) return;
    note(store, candidate.sys_id, [&](Unit& unit, Record& user) {
        user.set("last_login_time", base::format_utc(unit.now()));
        user.set("failed_attempts", "0");
        if (!user.is_true("locked_out")) return;
        user.set("locked_out", "0");
        user.set("locked_until", "");
    });
    note_attempt(store, "login", user_name);
}

// A lock-out by failures ends by itself; one that an administrator set has no end.
bool is_locked(const Store& store, const Candidate& candidate) {
    if (!candidate.locked_out) return false;
    return candidate.locked_until.empty() ||
           candidate.locked_until > base::format_utc(store.clock().now());
}

bool may_use(const Store& store, const Candidate& candidate, Door door) {
    if (door == Door::ui) return !candidate.calls_apis_only;
    return !candidate.must_reset || !store.snapshot()->property_is_true(
                                        "glide.authenticate.api.user.reset_password.mandatory");
}

}  // namespace

std::shared_ptr<const Session> sign_in(Store& store, std::string_view user_name,
                                       std::string_view password, Door door) {
    const auto candidate = find_candidate(store, user_name);
    const bool usable = candidate.active && !candidate.hash.empty() &&
                        !is_locked(store, candidate) && may_use(store, candidate, door);
    const bool right =
        base::verify_password(password, usable ? candidate.hash : base::dummy_password_hash());
    if (!usable || !right) {
        if (usable) count_failure(store, candidate);
        note_attempt(store, "login.failed", user_name);
        return nullptr;
    }
    note_success(store, candidate, user_name);
    return load_session(store, candidate.sys_id, door);
}

}  // namespace stead::record
