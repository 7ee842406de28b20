#include "plugin/loader.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "plugin/activation.h"
#include "plugin/fixes.h"
#include "plugin/layout.h"
#include "plugin/plugin_load.h"
#include "plugin/resolver.h"
#include "plugin/row_index.h"
#include "plugin/story.h"
#include "plugin/translation.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::plugin {

namespace {

using record::Unit;

std::shared_ptr<const record::Session> loader_session() {
    auto session = std::make_shared<record::Session>(*record::system_session());
    session->door = record::Door::plugin;
    return session;
}

// Mistakes of the dictionary name the table or the field that they are about: `x.size: …`.
Problem at_its_line(const std::vector<Definition>& definitions, std::string mistake) {
    const std::string what = mistake.substr(0, mistake.find(": "));
    for (const auto& definition : definitions)
        for (const auto& row : definition.rows)
            if (describes_tables(row) && (row.key == what || row.key.starts_with(what + ".")))
                return {row.file, row.line, std::move(mistake)};
    return {"", 0, std::move(mistake)};
}

std::shared_ptr<const model::Dictionary> combined_dictionary(
    const std::vector<Definition>& definitions, Problems& problems) {
    model::DictionaryRows rows;
    const auto append = [](auto& to, const auto& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    for (const auto& definition : definitions) {
        append(rows.tables, definition.dictionary.tables);
        append(rows.fields, definition.dictionary.fields);
        append(rows.overrides, definition.dictionary.overrides);
        append(rows.choices, definition.dictionary.choices);
        append(rows.numbers, definition.dictionary.numbers);
    }
    std::vector<std::string> mistakes;
    auto dictionary = model::build_dictionary(rows, mistakes);
    for (auto& mistake : mistakes) problems.push_back(at_its_line(definitions, std::move(mistake)));
    return dictionary;
}

std::vector<std::string> folders_of(const std::vector<Manifest>& manifests) {
    std::vector<std::string> folders;
    for (const auto& manifest : manifests) folders.push_back(manifest.folder);
    return folders;
}

// Resolves every row once without writing, so that all mistakes are known before the first write.
void rehearse(const std::vector<Definition>& definitions, const model::Dictionary& dictionary,
              const RowIndex& index, base::Time now, Problems& problems) {
    for (const auto& definition : definitions) {
        check_translations(definition, dictionary, problems);
        check_fixes(definition, problems);
        const Resolver resolver(dictionary, index, definition.manifest.id, now);
        for (const auto& row : definition.rows) resolver.record(row, *definition.source, problems);
        for (const auto& row : definition.demo) resolver.record(row, *definition.source, problems);
    }
}

// What the database knows about a plugin.
struct Stored {
    std::string hash;
    bool demo_missing = false;
};

std::map<std::string, Stored> stored_plugins(record::Store& store) {
    std::map<std::string, Stored> stored;
    if (!store.snapshot()->dictionary().find("sys_plugins")) return stored;
    store.read(loader_session(), [&](Unit& unit) {
        for (const auto& row : unit.query("sys_plugins", "active=true"))
            stored[row.get("source")] = {
                row.get("content_hash"),
                row.is_true("has_demo_data") && !row.is_true("demo_data_loaded")};
    });
    return stored;
}

}  // namespace

Loader::Loader(record::Store& store, script::Scripts& scripts, base::SettableClock& clock,
               std::vector<SourceFolder> sources)
    : store_(store), scripts_(scripts), clock_(clock), sources_(std::move(sources)) {
    for (const auto& source : sources_)
        manifests_.push_back(read_manifest(source, manifest_problems_));
}

std::vector<Manifest> Loader::active(const LoadOptions& options) const {
    Problems problems = manifest_problems_;
    std::vector<std::string> ids;
    for (const auto& [id, stored] : stored_plugins(store_)) ids.push_back(id);
    auto plan = plan_activation(manifests_, ids, options, problems);
    throw_problems(problems);
    return plan;
}

bool Loader::nothing_to_do(const std::vector<Manifest>& active, bool demo) const {
    const auto stored = stored_plugins(store_);
    const auto folders = folders_of(active);
    return std::all_of(active.begin(), active.end(), [&](const Manifest& manifest) {
        const auto found = stored.find(manifest.id);
        return found != stored.end() && !(demo && found->second.demo_missing) &&
               found->second.hash == content_hash(source_of(manifest), folders);
    });
}

const SourceFolder& Loader::source_of(const Manifest& manifest) const {
    return *std::find_if(sources_.begin(), sources_.end(), [&](const SourceFolder& source) {
        return source.name == manifest.folder;
    });
}

std::vector<Definition> Loader::read(const std::vector<Manifest>& active,
                                     Problems& problems) const {
    const auto folders = folders_of(active);
    std::vector<Definition> definitions;
    for (const auto& manifest : active)
        definitions.push_back(read_definition(source_of(manifest), manifest, folders, problems));
    place_added_elements(definitions, problems);
    return definitions;
}

void Loader::check(const LoadOptions& options) const {
    active(options);
}

std::vector<LoadCount> Loader::load(const LoadOptions& options) {
    const std::lock_guard lock(mutex_);
    const auto plan = active(options);
    std::vector<LoadCount> counts;
    for (const auto& manifest : plan) counts.push_back({manifest.id});
    if (nothing_to_do(plan, options.demo)) return counts;
    Problems problems;
    auto definitions = read(plan, problems);
    const auto dictionary = combined_dictionary(definitions, problems);
    RowIndex index(*dictionary);
    for (auto& definition : definitions) index.add(definition, problems);
    rehearse(definitions, *dictionary, index, store_.clock().now(), problems);
    throw_problems(problems);
    write(definitions, dictionary, index, counts);
    note_others(plan);
    if (options.demo) load_demo(store_, clock_, definitions, index);
    return counts;
}

void Loader::write(const std::vector<Definition>& definitions,
                   const std::shared_ptr<const model::Dictionary>& dictionary,
                   const RowIndex& index, std::vector<LoadCount>& counts) {
    const auto stored = stored_plugins(store_);
    for (std::size_t i = 0; i < definitions.size(); ++i) {
        const auto found = stored.find(definitions[i].manifest.id);
        counts[i].unchanged =
            found != stored.end() && found->second.hash == definitions[i].content_hash;
    }
    const auto session = loader_session();
    store_.write(session, [&](Unit& unit) {
        if (!unit.dictionary().find("sys_plugins")) store_.adopt(unit, dictionary);
        for (std::size_t i = 0; i < definitions.size(); ++i)
            if (!counts[i].unchanged)
                PluginLoad(unit, scripts_, definitions[i], index, counts[i]).ship_dictionary();
        store_.reload(unit);
    });
    for (std::size_t i = 0; i < definitions.size(); ++i)
        if (!counts[i].unchanged)
            store_.write(session, [&](Unit& unit) {
                PluginLoad(unit, scripts_, definitions[i], index, counts[i]).ship_rest();
            });
}

// Those that could be activated are listed, too.
void Loader::note_others(const std::vector<Manifest>& active) {
    store_.write(loader_session(), [&](Unit& unit) {
        for (const auto& manifest : manifests_) {
            const bool is_active =
                std::any_of(active.begin(), active.end(),
                            [&](const Manifest& other) { return other.id == manifest.id; });
            if (is_active) continue;
            auto row = plugin_row(unit, manifest);
            row.set("active", "false");
            write_plugin_row(unit, row);
        }
    });
}

}  // namespace stead::plugin
