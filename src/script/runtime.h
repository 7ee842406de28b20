#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "script/context.h"
#include "script/host.h"

namespace stead::script {

class Watchdog;

// Offers names to the scripts of one new context, before its globals are frozen.
class Setup {
public:
    explicit Setup(Context& context) : context_(context) {}

    // The constructor as a global. Classes without a constructor are known by their objects alone.
    void define(const std::shared_ptr<const HostClass>& host_class);
    // "name" or "object.name": a function; the object is made when it is missing.
    void function(std::string_view path, const Native& native);
    void value(std::string_view name, const Value& value);
    // Runs part of the API that is written in JavaScript; what it declares with `var` and
    // `function` becomes global.
    void library(std::string_view name, std::string_view text);
    // Takes a global away again: what only libraries need.
    void hide(std::string_view name);

private:
    Context& context_;
};

struct Options {
    bool just_in_time = false;  // twice as fast, but executable memory is a target
    std::size_t heap_limit = std::size_t{192} << 20;  // of each context
    std::function<void(Setup&)> setup;
    // Finds what an unknown global name stands for: a script include. Its text declares the name.
    std::function<std::optional<Source>(Context&, std::string_view name)> find_name;
    // Applied to a script's text before it is compiled; a text that then does not compile is taken
    // as it was.
    std::function<std::string(std::string_view)> rewrite;
    // Names that a script include also sees although they are bindings of the running script.
    std::vector<std::string> ambient = {};
};

// The JavaScript engine. Make one, before the threads that use it, and let it outlive them.
class Runtime {
public:
    explicit Runtime(Options options);
    ~Runtime();
    Runtime(const Runtime&) = delete;
    Runtime& operator=(const Runtime&) = delete;

    // This thread's context, made on first use and gone with the thread.
    Context& context();

    const Options& options() const { return options_; }
    const std::shared_ptr<Watchdog>& watchdog() { return watchdog_; }

private:
    Options options_;
    std::shared_ptr<Watchdog> watchdog_;
    std::uint64_t id_;  // tells this runtime's contexts from an earlier one's at the same address
};

}  // namespace stead::script
