#pragma once

#include <memory>
#include <string>
#include <vector>

#include "http/event_stream.h"
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

    // A new stream of this user. Returns its id; the first event, `hello`, carries it.
    std::string open(const std::string& user_id, std::shared_ptr<http::EventStream> stream);

    // Replaces what a stream listens to. Streams of other users and streams that are gone are
    // ignored.
    void subscribe(const std::string& stream_id, const record::Session& session,
                   Subscription subscription);

    // Returns when everything committed before this call has been told.
    void settle();
    std::size_t streams() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace stead::realtime
