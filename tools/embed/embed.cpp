// embed ARCHIVE DEPFILE PROJECT: packs what the server carries inside itself into one archive.
//
//   PROJECT/plugins/<folder>/**   as plugins/<folder>/...   without tests, C++ and client sources
//   PROJECT/web/dist/**           as web/...
//
// The reader is src/base/embedded.h. The depfile names every file and folder that was looked at, so
// that the build notices what is added, changed or removed.
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <string>

namespace fs = std::filesystem;

namespace {

struct Found {
    std::map<std::string, fs::path> files;  // by path in the archive
    std::set<std::string> looked_at;
};

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string gzip(const std::string& bytes) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out.size() < bytes.size() * 9 / 10 ? out : std::string();
}

std::uint64_t hash(const std::string& bytes) {  // FNV-1a
    std::uint64_t value = 14695981039346656037u;
    for (const unsigned char byte : bytes) value = (value ^ byte) * 1099511628211u;
    return value;
}

bool belongs_to_the_build(const fs::path& path) {
    static const std::set<std::string> folders = {"tests", "web", "node_modules"};
    static const std::set<std::string> endings = {".cpp", ".h", ".ts", ".tsx"};
    return folders.contains(path.filename().string()) ||
           endings.contains(path.extension().string());
}

void collect(const fs::path& folder, const std::string& prefix, bool is_plugin, Found& found) {
    found.looked_at.insert(folder.string());
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with('.') || (is_plugin && belongs_to_the_build(entry.path()))) continue;
        if (entry.is_directory()) {
            collect(entry.path(), prefix + name + "/", is_plugin, found);
        } else {
            found.files[prefix + name] = entry.path();
            found.looked_at.insert(entry.path().string());
        }
    }
}

Found look(const fs::path& project) {
    Found found;
    const auto plugins = project / "plugins";
    const auto client = project / "web" / "dist";
    if (fs::is_directory(plugins)) collect(plugins, "plugins/", true, found);
    if (fs::is_directory(client)) collect(client, "web/", false, found);
    for (const auto& parent : {project / "web", project}) {
        if (!fs::is_directory(parent)) continue;
        found.looked_at.insert(parent.string());
        break;
    }
    return found;
}

void number(std::ostream& out, std::uint64_t value) {
    out.write(reinterpret_cast<const char*>(&value), sizeof value);
}

void write_file(std::ostream& out, const std::string& path, const std::string& bytes) {
    const auto packed = path.starts_with("web/") ? gzip(bytes) : std::string();
    number(out, path.size());
    number(out, bytes.size());
    number(out, packed.size());
    number(out, hash(bytes));
    out << path << bytes << packed;
}

void write(const fs::path& archive, const Found& found) {
    std::ofstream out(archive, std::ios::binary);
    out << "STEADAR1";
    number(out, found.files.size());
    for (const auto& [path, source] : found.files) write_file(out, path, read(source));
    if (!out.flush()) throw std::runtime_error("cannot write " + archive.string());
}

void write_depfile(const fs::path& depfile, const fs::path& archive, const Found& found) {
    std::ofstream out(depfile);
    out << archive.string() << ":";
    for (auto path : found.looked_at) {
        for (auto at = path.find(' '); at != std::string::npos; at = path.find(' ', at + 2)) {
            path.insert(at, "\\");
        }
        out << " \\\n  " << path;
    }
    out << "\n";
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 4) throw std::runtime_error("usage: embed ARCHIVE DEPFILE PROJECT");
    const auto found = look(argv[3]);
    write(argv[1], found);
    write_depfile(argv[2], argv[1], found);
} catch (const std::exception& error) {
    std::cerr << "embed: " << error.what() << "\n";
    return 1;
}
