#pragma once

#include <memory>
#include <string>
#include <vector>

#include "http/event_stream.h"
#include "realtime/presence.h"
#include "realtime/subscription.h"
#include "record/store.h"

namespace stead::realtime {

// Tells browsers what was committed. A thread of its own works off the changes, so that a commit
// never waits for a listener. Every event is built with the receiver's own access: who may not read
// a row or a field hears nothing.
class Hub {
public:
    explicit Hub(record::Store& store);  // listens to the store from now on
    ~Hub();
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

    // A stream of this user; the first event, `hello`, carries its id. A browser that names the
    // last event that it has seen gets its former stream again for some minutes, with what it
    // missed; otherwise, and whenever that cannot be told completely, a new one.
    void open(const std::string& user_id, std::shared_ptr<http::EventStream> stream,
              std::string_view last_event);

    // Replaces what a stream listens to. Streams of other users and streams that are gone are
    // ignored.
    void subscribe(const std::string& stream_id, const record::Session& session,
                   Subscription subscription);

    // Says that this person looks at a record, writes there ("writing", "note"), or is "gone", and
    // returns who is there. Only for people of the house: customers neither see nor show it.
    // Throws Error(not_found) for a record that he may not read.
    std::vector<Presence::Person> present(const std::shared_ptr<const record::Session>& session,
                                          const std::string& table, const std::string& sys_id,
                                          const std::string& mode);

    // Returns when everything committed before this call has been told.
    void settle();
    std::size_t streams() const;  // with somebody at the other end

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace stead::realtime
