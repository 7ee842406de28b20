#include "plugin/loader.h"

#include <algorithm>
#include <map>

#include "base/date_time.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/log.h"
#include "plugin/activation.h"
#include "plugin/layout.h"
#include "plugin/resolver.h"
#include "plugin/row_index.h"
#include "plugin/shipped.h"
#include "plugin/story.h"
#include "plugin/translation.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::plugin {

namespace {

using record::Unit;

constexpr std::string_view dictionary_tables[] = {
    "sys_db_object",     "sys_dictionary", "sys_dictionary_override",
    "sys_documentation", "sys_choice",     "sys_number"};

bool describes_tables(const RowDefinition& row) {
    return std::find(std::begin(dictionary_tables), std::end(dictionary_tables), row.table) !=
           std::end(dictionary_tables);
}

std::shared_ptr<const record::Session> loader_session() {
    auto session = std::make_shared<record::Session>(*record::system_session());
    session->door = record::Door::plugin;
    return session;
}

void throw_problems(const Problems& problems) {
    if (!problems.empty()) throw base::Error(base::Status::bad_request, to_string(problems));
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
    for (auto& mistake : mistakes) problems.push_back({"dictionary", 0, std::move(mistake)});
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
        const Resolver resolver(dictionary, index, definition.manifest.id, now);
        for (const auto& row : definition.rows) resolver.record(row, *definition.source, problems);
        for (const auto& row : definition.demo) resolver.record(row, *definition.source, problems);
    }
}

class PluginLoad {
public:
    PluginLoad(Unit& unit, const Definition& definition, const RowIndex& index)
        : unit_(unit), definition_(definition), index_(index), count_{definition.manifest.id} {}

    // What describes tables; the others wait until the dictionary knows them.
    void ship_dictionary() { ship_rows(true); }

    LoadCount run() {
        const auto began = unit_.now();
        ship_rows(false);
        remove_unshipped(unit_, definition_, count_);
        note_plugin(began);
        return count_;
    }

private:
    void ship_rows(bool dictionary) {
        const Resolver resolver(unit_.dictionary(), index_, definition_.manifest.id, unit_.now());
        Problems problems;
        for (const auto& row : definition_.rows) {
            if (describes_tables(row) != dictionary) continue;
            auto record = resolver.record(row, *definition_.source, problems);
            if (record) ship_row(row, std::move(*record));
        }
        throw_problems(problems);
    }

    // What a row's rules or keys refuse is a mistake at its line.
    void ship_row(const RowDefinition& row, record::Record record) {
        try {
            ship(unit_, definition_.manifest, row, std::move(record), count_);
        } catch (const base::Error& error) {
            throw base::Error(
                error.status,
                to_string({{row.file, row.line, std::string(error.what()) + " " + error.detail}}));
        }
    }

    void note_plugin(base::Time began) {
        const auto& manifest = definition_.manifest;
        const std::string id = base::derived_sys_id({"platform", "sys_plugins", manifest.id});
        const auto& table = unit_.dictionary().get("sys_plugins");
        auto row = record::load(unit_, table, id).value_or(record::Record(table));
        const std::string now = base::format_utc(unit_.now());
        if (row.is_new()) {
            row.set("sys_id", id);
            row.set("activated_on", now);
        }
        row.set("name", manifest.name);
        row.set("source", manifest.id);
        row.set("version", manifest.version);
        row.set("summary", manifest.summary);
        row.set("requires", base::join(manifest.requires_ids, ","));
        row.set("folder", manifest.folder);
        row.set("active", "true");
        row.set("has_demo_data", definition_.demo.empty() ? "false" : "true");
        row.set("content_hash", definition_.content_hash);
        row.set("updated_on", now);
        row.set("load_milliseconds", std::to_string((unit_.now() - began).count()));
        row.is_new() ? record::insert_or_throw(unit_, row) : record::update_or_throw(unit_, row);
    }

    Unit& unit_;
    const Definition& definition_;
    const RowIndex& index_;
    LoadCount count_;
};

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

Loader::Loader(record::Store& store, base::SettableClock& clock, std::vector<SourceFolder> sources)
    : store_(store), clock_(clock), sources_(std::move(sources)) {
    for (const auto& source : sources_) manifests_.push_back(read_manifest(source, problems_));
}

std::vector<Manifest> Loader::active(const LoadOptions& options) const {
    Problems problems = problems_;
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

std::vector<Definition> Loader::read(const std::vector<Manifest>& active) {
    const auto folders = folders_of(active);
    std::vector<Definition> definitions;
    for (const auto& manifest : active)
        definitions.push_back(read_definition(source_of(manifest), manifest, folders, problems_));
    place_added_elements(definitions, problems_);
    return definitions;
}

std::vector<LoadCount> Loader::load(const LoadOptions& options) {
    const auto plan = active(options);
    std::vector<LoadCount> counts;
    for (const auto& manifest : plan) counts.push_back({manifest.id, 0, 0, 0, 0, true});
    if (nothing_to_do(plan, options.demo)) return counts;
    auto definitions = read(plan);
    const auto dictionary = combined_dictionary(definitions, problems_);
    RowIndex index(*dictionary);
    for (auto& definition : definitions) index.add(definition, problems_);
    rehearse(definitions, *dictionary, index, store_.clock().now(), problems_);
    throw_problems(problems_);
    write(definitions, dictionary, index, counts);
    if (options.demo) load_demo(store_, clock_, definitions, index);
    return counts;
}

void Loader::write(const std::vector<Definition>& definitions,
                   const std::shared_ptr<const model::Dictionary>& dictionary,
                   const RowIndex& index, std::vector<LoadCount>& counts) {
    const auto stored = stored_plugins(store_);
    const auto changed = [&](const Definition& definition) {
        const auto found = stored.find(definition.manifest.id);
        return found == stored.end() || found->second.hash != definition.content_hash;
    };
    const auto session = loader_session();
    store_.write(session, [&](Unit& unit) {
        if (!unit.dictionary().find("sys_plugins")) store_.adopt(unit, dictionary);
        for (const auto& definition : definitions)
            if (changed(definition)) PluginLoad(unit, definition, index).ship_dictionary();
        store_.reload(unit);
    });
    for (std::size_t i = 0; i < definitions.size(); ++i)
        if (changed(definitions[i]))
            store_.write(session, [&](Unit& unit) {
                counts[i] = PluginLoad(unit, definitions[i], index).run();
            });
}

}  // namespace stead::plugin
