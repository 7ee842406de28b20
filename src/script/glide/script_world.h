#pragma once

#include <string>
#include <string_view>

#include "record/test_world.h"
#include "script/scripts.h"

// For tests of the Glide API: the world of the record layer's tests, with real scripts.
namespace stead::script {

class ScriptWorld {
public:
    ScriptWorld();

    // Runs as the person, in a unit that may write; gives what the script says.
    Value run(std::string_view text, std::string_view user_name = "ada");
    std::string text(std::string_view text, std::string_view user_name = "ada") {
        return run(text, user_name).text();
    }
    // The message of the script::Error that the script ends with.
    std::string failure(std::string_view text);

    // A rule for all tickets, in one phase of every write.
    void rule(record::Phase phase, std::string script);
    void include(const std::string& name, const std::string& script, bool client_callable = false);

    record::TestWorld world;
    Scripts scripts{world.store()};

private:
    class Rules : public record::Engine {
    public:
        explicit Rules(Scripts& scripts) : scripts_(scripts) {}
        bool applies(record::Phase phase, record::Operation operation,
                     const model::Table& table) const override;
        void run(record::Phase phase, record::Write& write) override;
        std::map<record::Phase, std::string> texts;

    private:
        Scripts& scripts_;
    };
    Rules rules_{scripts};
};

}  // namespace stead::script
