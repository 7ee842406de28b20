#include "record/read_state.h"

#include "record/unit.h"
#include "record/unit_state.h"

namespace stead::record {

ReadState::Person& ReadState::of(const std::shared_ptr<const Session>& session) {
    for (auto& person : people_)
        if (person.session == session || person.plain == session) return person;
    auto& person = people_.emplace_back();
    person.session = session;
    person.plain = with_acls(session, false);
    person.style.zone = session->time_zone;
    person.style.date_format = session->date_format;
    person.style.time_format = session->time_format;
    return person;
}

void ReadState::forget() {
    for (auto& person : people_) {
        person.values.clear();
        person.conditions.clear();
        person.query_rules.clear();
        person.owners.clear();
    }
}

ReadState& Unit::reading() const {
    return state_->reading;
}

ReadState::Person& reading_of(Unit& unit) {
    return unit.reading().of(unit.session_ptr());
}

}  // namespace stead::record
