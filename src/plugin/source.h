#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stead::base {
class Embedded;
}

namespace stead::plugin {

struct SourceFile {
    std::string path;  // inside the plugin's folder: case/opened.html
    std::string text;
};

// A plugin's folder as it was found, without its tests and web pages.
struct SourceFolder {
    std::string name;               // for example platform
    std::vector<SourceFile> files;  // by path

    const SourceFile* find(std::string_view path) const;
};

// All plugin folders inside the binary, or below a folder on disk (--plugins DIR).
std::vector<SourceFolder> embedded_plugins(const base::Embedded& embedded);
std::vector<SourceFolder> plugins_on_disk(const std::string& folder);

}  // namespace stead::plugin
