#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "realtime/subscription.h"
#include "realtime/wire.h"
#include "record/store.h"

namespace stead::realtime {

// One browser's stream: what it listens to, and the events that come of changes.
class Listener {
public:
    Listener(std::string id, std::string user_id)
        : id_(std::move(id)), user_id_(std::move(user_id)), wire_(id_) {}

    const std::string& id() const { return id_; }
    const std::string& user_id() const { return user_id_; }

    Wire& wire() { return wire_; }

    // The browser is there, for the first time (0) or again after the event of that number. False
    // when it must start anew.
    bool attach(std::shared_ptr<http::EventStream> stream, std::uint64_t seen);
    void subscribe(record::Store& store, Subscription subscription);
    // False when its user may no longer sign in. A browser that is away for a moment is told, too:
    // it hears of it when it comes back.
    bool tell(record::Store& store, const std::vector<record::Change>& changes);
    // Passes on who looks at a record, if this browser shows it and its user may see it.
    void tell_presence(record::Store& store, const std::string& sys_id, const std::string& people);
    // So much has happened that everything must be asked again.
    void tell_reload() { push("reload", "{}"); }

private:
    bool concerns(record::Unit& unit, const record::Change& change) const;
    void tell_one(record::Unit& unit, const record::Change& change);
    void tell_record(record::Unit& unit, const record::Change& change, bool visible);
    void tell_lists(record::Unit& unit, const record::Change& change);
    void tell_owner(record::Unit& unit, const record::Change& change);
    void tell_counts();
    void push(std::string_view name, const std::string& data) { wire_.push(name, data); }

    const std::string id_, user_id_;
    Wire wire_;
    std::mutex mutex_;  // subscribing and telling happen on different threads
    Subscription subscription_;
    std::chrono::steady_clock::time_point last_count_{};
};

}  // namespace stead::realtime
