#include "realtime/presence.h"

#include <algorithm>

#include "base/json_writer.h"

namespace stead::realtime {

namespace {

constexpr std::size_t most_people = 50;  // at one record
constexpr std::string_view gone = "gone";

}  // namespace

bool Presence::note(const std::string& record, Person person) {
    auto& people = records_[record];
    const auto found = std::find_if(people.begin(), people.end(), [&](const Person& one) {
        return one.user_id == person.user_id;
    });
    const bool known = found != people.end();
    bool news = true;
    if (person.mode == gone) {
        news = known;
        if (known) people.erase(found);
    } else if (known) {
        news = found->mode != person.mode;
        *found = std::move(person);
    } else if (people.size() < most_people) {
        people.push_back(std::move(person));
    }
    if (people.empty()) records_.erase(record);
    return news;
}

std::vector<Presence::Person> Presence::at(const std::string& record) const {
    const auto found = records_.find(record);
    return found == records_.end() ? std::vector<Person>() : found->second;
}

std::vector<std::string> Presence::leave(Time now, const std::vector<std::string>& users) {
    std::vector<std::string> changed;
    for (auto at = records_.begin(); at != records_.end();) {
        const auto left = std::erase_if(at->second, [&](const Person& person) {
            return person.until <= now ||
                   std::find(users.begin(), users.end(), person.user_id) != users.end();
        });
        if (left > 0) changed.push_back(at->first);
        at = at->second.empty() ? records_.erase(at) : std::next(at);
    }
    return changed;
}

std::string people_json(std::string_view sys_id, const std::vector<Presence::Person>& people) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().member("sys_id", sys_id).key("users").begin_array();
    for (const auto& person : people)
        json.begin_object()
            .member("user", person.user_id)
            .member("name", person.name)
            .member("mode", person.mode)
            .end_object();
    json.end_array().end_object();
    return text;
}

}  // namespace stead::realtime
