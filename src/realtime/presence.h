#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace stead::realtime {

// Who looks at a record just now, and what he does there. Known to this process only: after a
// restart browsers say it again. Not safe for several threads by itself.
class Presence {
public:
    using Time = std::chrono::steady_clock::time_point;
    struct Person {
        std::string user_id, name, mode;  // viewing, writing, note
        Time until{};
    };

    // The mode "gone" takes the person away. True when others should hear of it.
    bool note(const std::string& record, Person person);
    std::vector<Person> at(const std::string& record) const;
    // Takes away whoever did not say again that he is there, and the users named. Returns the
    // records that this concerns.
    std::vector<std::string> leave(Time now, const std::vector<std::string>& users = {});

private:
    std::unordered_map<std::string, std::vector<Person>> records_;  // by sys_id
};

// {"sys_id", "users": [{"user", "name", "mode"}]}
std::string people_json(std::string_view sys_id, const std::vector<Presence::Person>& people);

}  // namespace stead::realtime
