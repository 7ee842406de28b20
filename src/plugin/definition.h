#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/dictionary_builder.h"
#include "plugin/source.h"
#include "plugin/toml.h"

namespace stead::plugin {

// What plugin.toml says about the plugin itself.
struct Manifest {
    std::string id, folder, name, version, summary;
    std::vector<std::string> requires_ids;
    std::vector<std::string> with;  // folders of plugins that it has something to say about
    bool active_by_default = true;
};

// One row that a plugin ships, as written: references and files are not resolved yet.
struct RowDefinition {
    std::string table;
    std::vector<std::pair<std::string, Node>> values;
    std::string key;     // _key, "" when the display value is the identity
    std::string sys_id;  // _sys_id, or derived once the dictionary is known
    std::string file;    // for messages and for stead_shipped_row
    int line = 0;
    // Of demo stories:
    std::string at, by;
    std::vector<Node> then, attach;

    const Node* find(std::string_view column) const;
    void add(std::string column, std::string text);
};

// All that a plugin's folder says, expanded into rows.
struct Definition {
    Manifest manifest;
    const SourceFolder* source = nullptr;  // borrowed: outlives the definition
    std::vector<RowDefinition> rows;
    std::vector<RowDefinition> demo;
    model::DictionaryRows dictionary;
    std::string content_hash;
};

// The folder's manifest. Mistakes (no id, folder and id do not match) go to `problems`.
Manifest read_manifest(const SourceFolder& source, Problems& problems);

// Everything else, with `with/<folder>/` parts of the folders in `active`.
Definition read_definition(const SourceFolder& source, const Manifest& manifest,
                           const std::vector<std::string>& active_folders, Problems& problems);

// SHA-256 over everything of the folder that a load would read, demo data left out.
std::string content_hash(const SourceFolder& source,
                         const std::vector<std::string>& active_folders);

// The folder's name that an id must have: the id without com.snc., com.sn_ or com.glide.
std::string folder_of(std::string_view id);

}  // namespace stead::plugin
