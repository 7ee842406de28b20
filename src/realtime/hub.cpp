#include "realtime/hub.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "base/ids.h"
#include "base/json_writer.h"
#include "base/log.h"
#include "realtime/listener.h"
#include "record/sessions.h"

namespace stead::realtime {

namespace {

constexpr std::size_t most_waiting = 100'000;  // changes; beyond it listeners are told to reload

}  // namespace

struct Hub::State {
    explicit State(record::Store& store) : store(store) {}

    record::Store& store;
    mutable std::mutex mutex;
    std::condition_variable changed;
    std::deque<record::Change> queue;
    std::unordered_map<std::string, std::shared_ptr<Listener>> listeners;
    bool stop = false, busy = false;
    std::thread thread;

    void add(const std::vector<record::Change>& changes) {
        const std::lock_guard lock(mutex);
        if (listeners.empty()) return;
        if (queue.size() > most_waiting) queue.clear();
        queue.insert(queue.end(), changes.begin(), changes.end());
        changed.notify_all();
    }

    void run() {
        std::unique_lock lock(mutex);
        while (!stop) {
            changed.wait(lock, [this] { return stop || !queue.empty(); });
            if (stop) break;
            std::vector<record::Change> batch(queue.begin(), queue.end());
            queue.clear();
            std::vector<std::shared_ptr<Listener>> all;
            for (const auto& [id, listener] : listeners) all.push_back(listener);
            busy = true;
            lock.unlock();
            tell(batch, all);
            lock.lock();
            busy = false;
            changed.notify_all();
        }
    }

    void tell(const std::vector<record::Change>& batch,
              const std::vector<std::shared_ptr<Listener>>& all) {
        for (const auto& listener : all) {
            try {
                if (!listener->tell(store, batch)) remove(listener->id());
            } catch (const std::exception& error) {
                store.log().warn("a listener could not be told",
                                 {{"stream", listener->id()}, {"error", error.what()}});
            }
        }
    }

    void remove(const std::string& id) {
        const std::lock_guard lock(mutex);
        listeners.erase(id);
    }
};

Hub::Hub(record::Store& store) : state_(std::make_shared<State>(store)) {
    const std::weak_ptr<State> weak = state_;
    store.listen([weak](const std::vector<record::Change>& changes) {
        if (const auto state = weak.lock()) state->add(changes);
    });
    state_->thread = std::thread([state = state_.get()] { state->run(); });
}

Hub::~Hub() {
    {
        const std::lock_guard lock(state_->mutex);
        state_->stop = true;
    }
    state_->changed.notify_all();
    state_->thread.join();
}

std::string Hub::open(const std::string& user_id, std::shared_ptr<http::EventStream> stream) {
    const std::string id = base::random_hex(16);
    auto listener = std::make_shared<Listener>(id, user_id, stream);
    {
        const std::lock_guard lock(state_->mutex);
        state_->listeners[id] = listener;
    }
    const std::weak_ptr<State> weak = state_;
    stream->on_close([weak, id] {
        if (const auto state = weak.lock()) state->remove(id);
    });
    listener->hello();
    return id;
}

void Hub::subscribe(const std::string& stream_id, const record::Session& session,
                    Subscription subscription) {
    std::shared_ptr<Listener> listener;
    {
        const std::lock_guard lock(state_->mutex);
        const auto found = state_->listeners.find(stream_id);
        if (found != state_->listeners.end()) listener = found->second;
    }
    if (listener && listener->user_id() == session.user_id)
        listener->subscribe(state_->store, std::move(subscription));
}

void Hub::settle() {
    std::unique_lock lock(state_->mutex);
    state_->changed.wait(
        lock, [this] { return state_->stop || (state_->queue.empty() && !state_->busy); });
}

std::size_t Hub::streams() const {
    const std::lock_guard lock(state_->mutex);
    return state_->listeners.size();
}

}  // namespace stead::realtime
