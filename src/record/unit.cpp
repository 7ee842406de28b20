#include "record/unit.h"

#include "base/date_time.h"
#include "base/error.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit_state.h"

namespace stead::record {

Unit::Unit(Store& store, db::Connection& connection, std::shared_ptr<const Session> session,
           bool writable)
    : state_(std::make_shared<UnitState>()),
      store_(store),
      connection_(connection),
      session_(std::move(session)),
      writable_(writable) {
    state_->snapshot = store.snapshot();
}

Unit::Unit(const Unit& other, std::shared_ptr<const Session> session)
    : state_(other.state_),
      store_(other.store_),
      connection_(other.connection_),
      session_(std::move(session)),
      writable_(other.writable_) {}

Unit::~Unit() = default;

Unit Unit::as(std::shared_ptr<const Session> session) {
    return Unit(*this, std::move(session));
}

const Snapshot& Unit::snapshot() const {
    return *state_->snapshot;
}
const model::Dictionary& Unit::dictionary() const {
    return state_->snapshot->dictionary();
}
base::Time Unit::now() const {
    return store_.clock().now();
}
std::string Unit::last_abort() const {
    return state_->last_abort;
}
void Unit::require_writable() const {
    if (writable_) return;
    state_->asked_to_write = true;
    throw base::Error(base::Status::internal, "Operation Failed", "This request may only read");
}
bool Unit::was_asked_to_write() const {
    return state_->asked_to_write;
}

void Unit::message(Message message) {
    state_->messages.push_back(std::move(message));
}
const std::vector<Message>& Unit::messages() const {
    return state_->messages;
}

void Unit::after_commit(std::function<void()> action) {
    state_->after_commit.push_back(std::move(action));
}

void Unit::changed(Change change) {
    state_->reading.forget();
    state_->changes.push_back(std::move(change));
}

void Unit::event(std::string_view name, const Record* record, std::string_view parm1,
                 std::string_view parm2, std::string_view queue) {
    require_writable();
    Record row(dictionary().get("sysevent"));
    row.set("name", std::string(name));
    row.set("parm1", std::string(parm1));
    row.set("parm2", std::string(parm2));
    row.set("queue", std::string(queue));
    row.set("state", "ready");
    row.set("process_on", base::format_utc(now()));
    if (record) {
        row.set("table", record->table().name);
        row.set("instance", record->sys_id());
    }
    row.set("user_id", session_->user_id);
    insert_raw(*this, row);
}

}  // namespace stead::record
