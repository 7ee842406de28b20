#include "plugin/definition.h"

#include <algorithm>

#include "base/ids.h"
#include "base/text.h"
#include "plugin/shorthand.h"
#include "plugin/translation.h"

namespace stead::plugin {

namespace {

// What a file of the folder is for.
enum class Role { definition, demo, other };

// `other` of with/other/thing.toml; "" for other files.
std::string_view with_folder(std::string_view path) {
    if (!path.starts_with("with/")) return {};
    const auto rest = path.substr(5);
    return rest.substr(0, rest.find('/'));
}

bool with_part_applies(std::string_view path, const std::vector<std::string>& active) {
    const auto folder = with_folder(path);
    return folder.empty() || std::find(active.begin(), active.end(), folder) != active.end();
}

Role role_of(std::string_view path) {
    if (!path.ends_with(".toml") || path == "bench.toml") return Role::other;
    return path == "demo.toml" || path.starts_with("demo/") ? Role::demo : Role::definition;
}

bool is_manifest_key(std::string_view key) {
    return key == "id" || key == "name" || key == "version" || key == "requires" ||
           key == "summary" || key == "active_by_default";
}

RowDefinition read_row(const std::string& table, const Node& node, const std::string& file) {
    RowDefinition row;
    row.table = table;
    row.file = file;
    row.line = node.line;
    for (const auto& [name, value] : node.members) {
        if (name == "_key")
            row.key = value.text;
        else if (name == "_sys_id")
            row.sys_id = value.text;
        else if (name == "_at")
            row.at = value.text;
        else if (name == "_by")
            row.by = value.text;
        else if (name == "_then")
            row.then = value.items;
        else if (name == "_attach")
            row.attach = value.items;
        else
            row.values.emplace_back(name, value);
    }
    return row;
}

void read_blocks(const Node& root, const std::string& language, const std::string& file,
                 std::vector<RowDefinition>& rows, Definition& definition, Problems& problems) {
    for (const auto& [name, node] : root.members) {
        if (is_manifest_key(name)) continue;
        if (!language.empty() &&
            expand_translation(name, node, language, file, definition, problems))
            continue;
        if (name == "table")
            expand_tables(node, file, definition, problems);
        else if (name == "acl")
            expand_acls(node, file, definition, problems);
        else if (name == "form")
            expand_forms(node, file, definition, problems);
        else if (name == "list")
            expand_lists(node, file, definition, problems);
        else if (node.kind == Node::Kind::array)
            for (const auto& item : node.items) rows.push_back(read_row(name, item, file));
        else
            problems.push_back({file, node.line,
                                "\"" + name + "\" is neither a row ([[" + name +
                                    "]]) nor one of table, acl, form, list"});
    }
}

}  // namespace

const Node* RowDefinition::find(std::string_view column) const {
    for (const auto& [name, value] : values)
        if (name == column) return &value;
    return nullptr;
}

void RowDefinition::add(std::string column, std::string text) {
    Node node;
    node.text = std::move(text);
    node.line = line;
    values.emplace_back(std::move(column), std::move(node));
}

std::string content_hash(const SourceFolder& source,
                         const std::vector<std::string>& active_folders) {
    std::string hashed;
    for (const auto& file : source.files)
        if (with_part_applies(file.path, active_folders) && role_of(file.path) != Role::demo &&
            !file.path.starts_with("demo/"))
            hashed += file.path + '\0' + file.text + '\0';
    return base::sha256_hex(hashed);
}

std::string folder_of(std::string_view id) {
    for (const std::string_view prefix : {"com.snc.", "com.sn_", "com.glide."})
        if (id.starts_with(prefix))
            return base::replace_all(std::string(id.substr(prefix.size())), ".", "_");
    return base::replace_all(std::string(id), ".", "_");
}

Manifest read_manifest(const SourceFolder& source, Problems& problems) {
    const auto* file = source.find("plugin.toml");
    const std::string path = source.name + "/plugin.toml";
    const Node root = file ? parse_toml(file->text, path, problems) : Node();
    Manifest manifest;
    manifest.folder = source.name;
    manifest.id = root.get("id");
    manifest.name = root.get("name", manifest.id);
    manifest.version = root.get("version", "1.0.0");
    manifest.summary = root.get("summary");
    manifest.active_by_default = root.is_true("active_by_default", true);
    if (const auto* list = root.find("requires"))
        for (const auto& item : list->items) manifest.requires_ids.push_back(item.text);
    for (const auto& each : source.files)
        if (const auto folder = with_folder(each.path);
            !folder.empty() && (manifest.with.empty() || manifest.with.back() != folder))
            manifest.with.emplace_back(folder);
    if (manifest.id.empty())
        problems.push_back({path, 1, "the plugin has no id"});
    else if (folder_of(manifest.id) != source.name)
        problems.push_back(
            {path, 1, "the folder of " + manifest.id + " must be named " + folder_of(manifest.id)});
    return manifest;
}

Definition read_definition(const SourceFolder& source, const Manifest& manifest,
                           const std::vector<std::string>& active_folders, Problems& problems) {
    Definition definition;
    definition.manifest = manifest;
    definition.source = &source;
    definition.content_hash = content_hash(source, active_folders);
    for (const auto& file : source.files) {
        if (!with_part_applies(file.path, active_folders)) continue;
        const auto role = role_of(file.path);
        if (role == Role::other) continue;
        const std::string name = source.name + "/" + file.path;
        auto& rows = role == Role::demo ? definition.demo : definition.rows;
        read_blocks(parse_toml(file.text, name, problems), language_of(file.path), name, rows,
                    definition, problems);
    }
    return definition;
}

}  // namespace stead::plugin
