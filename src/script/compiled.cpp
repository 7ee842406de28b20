#include <functional>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "js/CompilationAndEvaluation.h"
#include "js/SourceText.h"
#include "jsapi.h"
#include "script/context_state.h"
#include "script/runtime.h"

namespace stead::script {
namespace {

constexpr std::size_t most_sources = 4000;

struct Compiled {
    std::size_t hash = 0;
    JS::PersistentRootedScript script;
};

// A body becomes a function on its own first line, so that line numbers stay true.
constexpr std::string_view body_begin = "(function () {";
constexpr std::string_view body_end = "\n}).call(this)";

std::string wrapped(std::string_view text, Form form) {
    if (form == Form::script) return std::string(text);
    return std::string(body_begin).append(text).append(body_end);
}

}  // namespace

class CompiledSources {
public:
    base::TextMap<Compiled> by_id;
};

std::shared_ptr<CompiledSources> new_compiled_sources(JSContext*) {
    return std::make_shared<CompiledSources>();
}

namespace {

JSScript* compile_text(JSContext* engine, const std::string& name, const std::string& text) {
    JS::CompileOptions options(engine);
    options.setFileAndLine(name.c_str(), 1);
    options.setNonSyntacticScope(true);
    JS::SourceText<mozilla::Utf8Unit> buffer;
    if (!buffer.init(engine, text.data(), text.size(), JS::SourceOwnership::Borrowed)) {
        return nullptr;
    }
    return JS::Compile(engine, options, buffer);
}

JSScript* compile_now(Context::State& state, const Source& source) {
    const std::string name(source.name.empty() ? source.id.substr(0, 80) : source.name);
    if (const auto& rewrite = state.runtime.options().rewrite) {
        const auto text = rewrite(source.text);
        if (text != source.text) {
            JSScript* script = compile_text(state.engine(), name, wrapped(text, source.form));
            if (script) return script;
            JS_ClearPendingException(state.engine());
        }
    }
    return compile_text(state.engine(), name, wrapped(source.text, source.form));
}

}  // namespace

JSScript* compile(Context::State& state, const Source& source) {
    auto& known = state.compiled->by_id;
    const std::size_t hash =
        std::hash<std::string_view>{}(source.text) * 31 + static_cast<std::size_t>(source.form);
    const auto found = known.find(source.id);
    if (found != known.end() && found->second.hash == hash) return found->second.script;
    JS::RootedScript script(state.engine(), compile_now(state, source));
    if (!script) return nullptr;
    if (known.size() >= most_sources) known.clear();
    auto& entry = known[std::string(source.id)];
    entry.hash = hash;
    if (entry.script.initialized())
        entry.script = script;
    else
        entry.script.init(state.engine(), script);
    return script;
}

}  // namespace stead::script
