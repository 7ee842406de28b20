#include "script/glide/script_world.h"

namespace stead::script {

ScriptWorld::ScriptWorld() {
    world.store().set_scripting(scripts);
    world.store().add_engine(rules_);
    world.user("ada", {"agent"}, {{"email", "ada@example.com"}, {"time_zone", "Europe/Prague"}});
}

Value ScriptWorld::run(std::string_view text, std::string_view user_name) {
    Value result;
    world.write(std::string(user_name), [&](record::Unit& unit) {
        result = scripts.run(unit, {"sample", text});
    });
    return result;
}

std::string ScriptWorld::failure(std::string_view text) {
    try {
        run(text);
    } catch (const Error& error) {
        return error.what();
    }
    return "did not fail";
}

void ScriptWorld::rule(record::Phase phase, std::string script) {
    rules_.texts[phase] = std::move(script);
}

void ScriptWorld::include(const std::string& name, const std::string& script,
                          bool client_callable) {
    world.insert("sys_script_include", {{"name", name},
                                        {"api_name", "x_sample." + name},
                                        {"script", script},
                                        {"client_callable", client_callable ? "true" : "false"}});
}

bool ScriptWorld::Rules::applies(record::Phase, record::Operation,
                                 const model::Table& table) const {
    return table.is_a("ticket");
}

void ScriptWorld::Rules::run(record::Phase phase, record::Write& write) {
    const auto found = texts.find(phase);
    if (found == texts.end()) return;
    scripts_.run(write.unit, "rule/" + std::to_string(static_cast<int>(phase)), found->second,
                 write);
}

}  // namespace stead::script
