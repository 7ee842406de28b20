#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "http/event_stream.h"
#include "realtime/subscription.h"
#include "record/store.h"

namespace stead::realtime {

// One browser's stream: what it listens to, and the events that come of changes.
class Listener {
public:
    Listener(std::string id, std::string user_id, std::shared_ptr<http::EventStream> stream)
        : id_(std::move(id)), user_id_(std::move(user_id)), stream_(std::move(stream)) {}

    const std::string& id() const { return id_; }
    const std::string& user_id() const { return user_id_; }

    void hello();
    void subscribe(record::Store& store, Subscription subscription);
    // False when the browser is gone or its user may no longer sign in.
    bool tell(record::Store& store, const std::vector<record::Change>& changes);

private:
    bool concerns(record::Unit& unit, const record::Change& change) const;
    void tell_one(record::Unit& unit, const record::Change& change);
    void tell_record(record::Unit& unit, const record::Change& change, bool visible);
    void tell_lists(record::Unit& unit, const record::Change& change);
    void tell_owner(record::Unit& unit, const record::Change& change);
    void tell_counts();
    void push(std::string_view name, const std::string& data);

    const std::string id_, user_id_;
    const std::shared_ptr<http::EventStream> stream_;
    std::mutex mutex_;  // subscribing and telling happen on different threads
    Subscription subscription_;
    std::uint64_t last_event_ = 0;
    std::chrono::steady_clock::time_point last_count_{};
};

}  // namespace stead::realtime
