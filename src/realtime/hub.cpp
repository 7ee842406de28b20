#include "realtime/hub.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "base/error.h"
#include "base/ids.h"
#include "base/log.h"
#include "base/text.h"
#include "realtime/listener.h"
#include "record/sessions.h"
#include "record/unit.h"

namespace stead::realtime {

namespace {

using Steady = std::chrono::steady_clock;
using Listeners = std::vector<std::shared_ptr<Listener>>;

constexpr std::size_t most_waiting = 100'000;  // changes; beyond it listeners are told to reload
constexpr std::size_t most_away = 5;           // streams of one user that wait for his return
constexpr auto may_be_away = std::chrono::minutes(5);
constexpr auto between_rounds = std::chrono::seconds(10);
constexpr auto present_for = std::chrono::seconds(90);  // browsers say it again every minute

}  // namespace

struct Hub::State {
    explicit State(record::Store& store) : store(store) {}

    record::Store& store;
    mutable std::mutex mutex;
    std::condition_variable changed;
    std::deque<record::Change> queue;
    std::unordered_map<std::string, std::shared_ptr<Listener>> listeners;
    Presence presence;
    bool stop = false, busy = false, overflow = false;
    std::thread thread;

    void add(const std::vector<record::Change>& changes) {
        const std::lock_guard lock(mutex);
        if (listeners.empty()) return;
        if (queue.size() > most_waiting) {
            queue.clear();
            overflow = true;
        }
        queue.insert(queue.end(), changes.begin(), changes.end());
        changed.notify_all();
    }

    void run() {
        auto round = Steady::now() + between_rounds;
        std::unique_lock lock(mutex);
        while (!stop) {
            changed.wait_until(lock, round, [this] { return stop || !queue.empty(); });
            if (stop) break;
            std::vector<record::Change> batch(queue.begin(), queue.end());
            queue.clear();
            const bool reload = std::exchange(overflow, false);
            const auto all = everybody();
            busy = true;
            lock.unlock();
            if (reload)
                for (const auto& listener : all) listener->tell_reload();
            if (!batch.empty()) tell(batch, all);
            if (Steady::now() >= round) {
                look_round(all);
                round = Steady::now() + between_rounds;
            }
            lock.lock();
            busy = false;
            changed.notify_all();
        }
    }

    Listeners everybody() const {
        Listeners all;
        for (const auto& [id, listener] : listeners) all.push_back(listener);
        return all;
    }

    void tell(const std::vector<record::Change>& batch, const Listeners& all) {
        for (const auto& listener : all) {
            try {
                if (!listener->tell(store, batch)) remove(listener->id());
            } catch (const std::exception& error) {
                store.log().warn("a listener could not be told",
                                 {{"stream", listener->id()}, {"error", error.what()}});
            }
        }
    }

    // Lets go of browsers that did not come back, and of people who are no longer there.
    void look_round(const Listeners& all) {
        const auto now = Steady::now();
        std::vector<std::string> here, away;
        for (const auto& listener : all) {
            const auto gone = listener->wire().gone_since(now);
            (gone ? away : here).push_back(listener->user_id());
            if (gone && now - *gone > may_be_away) remove(listener->id());
        }
        std::erase_if(away, [&](const std::string& user) {
            return std::find(here.begin(), here.end(), user) != here.end();
        });
        std::vector<std::string> left;
        {
            const std::lock_guard lock(mutex);
            left = presence.leave(now, away);
        }
        for (const auto& sys_id : left) tell_presence(sys_id);
    }

    void tell_presence(const std::string& sys_id) {
        Listeners all;
        std::string people;
        {
            const std::lock_guard lock(mutex);
            all = everybody();
            people = people_json(sys_id, presence.at(sys_id));
        }
        for (const auto& listener : all) listener->tell_presence(store, sys_id, people);
    }

    void remove(const std::string& id) {
        const std::lock_guard lock(mutex);
        listeners.erase(id);
    }

    std::shared_ptr<Listener> find(const std::string& id, const std::string& user_id) const {
        const std::lock_guard lock(mutex);
        const auto found = listeners.find(id);
        const bool own = found != listeners.end() && found->second->user_id() == user_id;
        return own ? found->second : nullptr;
    }

    // Somebody who reloads his page all the time does not leave streams without end behind.
    void forget_surplus(const std::string& user_id) {
        std::vector<std::pair<Steady::time_point, std::string>> away;
        for (const auto& [id, listener] : listeners) {
            if (listener->user_id() != user_id) continue;
            if (const auto gone = listener->wire().gone_since(Steady::now()))
                away.emplace_back(*gone, id);
        }
        std::sort(away.begin(), away.end());
        for (std::size_t i = 0; i + most_away < away.size(); ++i) listeners.erase(away[i].second);
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

void Hub::open(const std::string& user_id, std::shared_ptr<http::EventStream> stream,
               std::string_view last_event) {
    const auto dot = last_event.find('.');
    if (dot != std::string_view::npos) {
        const auto former = state_->find(std::string(last_event.substr(0, dot)), user_id);
        const auto seen = base::to_integer(last_event.substr(dot + 1));
        if (former && seen && *seen > 0 && former->attach(stream, std::uint64_t(*seen))) return;
    }
    auto listener = std::make_shared<Listener>(base::random_hex(16), user_id);
    listener->attach(std::move(stream), 0);
    const std::lock_guard lock(state_->mutex);
    state_->forget_surplus(user_id);
    state_->listeners[listener->id()] = listener;
}

void Hub::subscribe(const std::string& stream_id, const record::Session& session,
                    Subscription subscription) {
    if (const auto listener = state_->find(stream_id, session.user_id))
        listener->subscribe(state_->store, std::move(subscription));
}

std::vector<Presence::Person> Hub::present(const std::shared_ptr<const record::Session>& session,
                                           const std::string& table, const std::string& sys_id,
                                           const std::string& mode) {
    if (session->is_external()) return {};
    state_->store.read(session, [&](record::Unit& unit) { unit.get(table, sys_id); });
    bool news = false;
    std::vector<Presence::Person> people;
    {
        const std::lock_guard lock(state_->mutex);
        const auto until = Steady::now() + present_for;
        news =
            state_->presence.note(sys_id, {session->user_id, session->display_name, mode, until});
        people = state_->presence.at(sys_id);
    }
    if (news) state_->tell_presence(sys_id);
    return people;
}

void Hub::settle() {
    std::unique_lock lock(state_->mutex);
    state_->changed.wait(
        lock, [this] { return state_->stop || (state_->queue.empty() && !state_->busy); });
}

std::size_t Hub::streams() const {
    const std::lock_guard lock(state_->mutex);
    return std::size_t(std::count_if(state_->listeners.begin(), state_->listeners.end(),
                                     [](const auto& one) { return one.second->wire().is_open(); }));
}

}  // namespace stead::realtime
