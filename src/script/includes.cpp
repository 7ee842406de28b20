#include "script/includes.h"

#include "base/text.h"
#include "record/snapshot.h"
#include "script/glide/call.h"

namespace stead::script {
namespace {

struct Include {
    std::string id, text;
    bool client_callable = false;
};

struct Includes {
    base::TextMap<Include> by_name;
    base::TextMap<std::string> scopes;  // name → the text that makes its object
};

constexpr char includes_key = 0;

std::string cell(const record::MetadataRow& row, std::string_view column) {
    const auto found = row.find(column);
    return found == row.end() ? std::string() : found->second;
}

std::string scope_text(const std::string& scope) {
    return "var " + scope +
           " = new Proxy({}, { get: function (target, name) { return globalThis[name]; } });";
}

void add_scope(Includes& includes, const std::string& api_name) {
    const auto dot = api_name.find('.');
    if (dot == std::string::npos) return;
    const auto scope = api_name.substr(0, dot);
    if (scope != "global") includes.scopes.emplace(scope, scope_text(scope));
}

std::shared_ptr<const void> read_includes(const record::Snapshot& snapshot) {
    auto made = std::make_shared<Includes>();
    for (const auto& row : snapshot.rows("sys_script_include")) {
        const bool callable = base::is_true(cell(row, "client_callable")) ||
                              base::is_true(cell(row, "sandbox_callable"));
        made->by_name[cell(row, "name")] = {"sys_script_include/" + cell(row, "sys_id"),
                                            cell(row, "script"), callable};
        add_scope(*made, cell(row, "api_name"));
    }
    return made;
}

const Includes& includes_of(const record::Snapshot& snapshot) {
    return *static_cast<const Includes*>(snapshot.attachment(&includes_key, read_includes).get());
}

}  // namespace

std::optional<Source> find_include(Context& context, std::string_view name) {
    const auto* call = dynamic_cast<const Call*>(context.environment());
    if (!call) return {};
    const auto& includes = includes_of(call->unit.snapshot());
    if (const auto found = includes.by_name.find(name); found != includes.by_name.end()) {
        return Source{found->second.id, found->first, found->second.text};
    }
    if (const auto found = includes.scopes.find(name); found != includes.scopes.end()) {
        return Source{found->first, found->first, found->second};
    }
    return {};
}

bool is_client_callable(const record::Snapshot& snapshot, std::string_view include) {
    const auto& known = includes_of(snapshot).by_name;
    const auto found = known.find(include);
    return found != known.end() && found->second.client_callable;
}

}  // namespace stead::script
