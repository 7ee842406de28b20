#include "plugin/source.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/embedded.h"
#include "base/error.h"

namespace stead::plugin {

namespace {

namespace fs = std::filesystem;

bool belongs(std::string_view path) {
    return !path.starts_with("tests/") && !path.starts_with("web/") && !path.ends_with(".cpp") &&
           !path.ends_with(".h");
}

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

SourceFolder read_folder(const fs::path& folder) {
    SourceFolder source{folder.filename().string(), {}};
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const std::string path = fs::relative(entry.path(), folder).generic_string();
        if (belongs(path)) source.files.push_back({path, read_file(entry.path())});
    }
    std::sort(source.files.begin(), source.files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return source;
}

}  // namespace

const SourceFile* SourceFolder::find(std::string_view path) const {
    const auto found =
        std::lower_bound(files.begin(), files.end(), path,
                         [](const SourceFile& f, std::string_view p) { return f.path < p; });
    return found != files.end() && found->path == path ? &*found : nullptr;
}

std::vector<SourceFolder> embedded_plugins(const base::Embedded& embedded) {
    std::vector<SourceFolder> folders;
    for (const auto& file : embedded.list("plugins/")) {
        const auto path = file.path.substr(std::string_view("plugins/").size());
        const auto slash = path.find('/');
        if (slash == std::string_view::npos || !belongs(path.substr(slash + 1))) continue;
        if (folders.empty() || folders.back().name != path.substr(0, slash))
            folders.push_back({std::string(path.substr(0, slash)), {}});
        folders.back().files.push_back(
            {std::string(path.substr(slash + 1)), std::string(file.text())});
    }
    return folders;
}

std::vector<SourceFolder> plugins_on_disk(const std::string& folder) {
    if (!fs::is_directory(folder))
        throw base::Error(base::Status::not_found, "There is no plugin folder " + folder);
    std::vector<SourceFolder> folders;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_directory() && fs::exists(entry.path() / "plugin.toml"))
            folders.push_back(read_folder(entry.path()));
    std::sort(folders.begin(), folders.end(),
              [](const SourceFolder& a, const SourceFolder& b) { return a.name < b.name; });
    return folders;
}

}  // namespace stead::plugin
