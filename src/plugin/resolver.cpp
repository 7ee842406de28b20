#include "plugin/resolver.h"

#include "base/date_time.h"
#include "base/ids.h"
#include "base/text.h"
#include "plugin/relative_time.h"

namespace stead::plugin {

namespace {

using model::Kind;

constexpr std::string_view file_endings[] = {".js",  ".html", ".txt", ".css",
                                             ".xml", ".json", ".svg"};

bool names_a_file(std::string_view text) {
    if (text.size() > 200 || text.find_first_of(" \n<>{}();") != std::string_view::npos)
        return false;
    for (const auto ending : file_endings)
        if (text.ends_with(ending)) return true;
    return false;
}

bool takes_files(const model::Field& field) {
    return field.kind() == Kind::long_text || field.max_length == 0 || field.max_length >= 1000;
}

}  // namespace

std::optional<record::Record> Resolver::record(const RowDefinition& row, const SourceFolder& source,
                                               Problems& problems) const {
    const auto* table = dictionary_.find(row.table);
    if (!table) return {};  // reported by the index
    record::Record record(*table);
    record.set("sys_id", row.sys_id);
    for (const auto& [column, value] : row.values)
        set(record, column, value, row, source, problems);
    return record;
}

void Resolver::set(record::Record& record, const std::string& column, const Node& value,
                   const RowDefinition& row, const SourceFolder& source, Problems& problems) const {
    const int line = value.line > 0 ? value.line : row.line;
    const auto* field = record.table().find(column);
    if (!field) {
        problems.push_back({row.file, line, "unknown column \"" + column + "\" of " + row.table});
        return;
    }
    std::string mistake;
    const auto text = resolve(*field, value, source, mistake);
    if (text)
        record.set(*field, *text);
    else
        problems.push_back({row.file, line, row.table + "." + column + ": " + mistake});
}

std::optional<std::string> Resolver::resolve(const model::Field& field, const Node& value,
                                             const SourceFolder& source,
                                             std::string& mistake) const {
    if (value.kind == Node::Kind::array || field.kind() == Kind::list) {
        std::string joined;
        std::vector<std::string> parts;
        if (value.kind == Node::Kind::array)
            for (const auto& item : value.items) parts.push_back(item.text);
        else
            parts = base::split_names(value.text);
        for (const auto& part : parts) {
            const std::string id = field.reference.empty() ? part : reference(field, part, mistake);
            if (!mistake.empty()) return {};
            joined += (joined.empty() ? "" : ",") + id;
        }
        return joined;
    }
    const std::string& text = value.text;
    if (field.kind() == Kind::reference) {
        auto id = reference(field, text, mistake);
        if (!mistake.empty()) return {};
        return id;
    }
    if (field.kind() == Kind::document_id && text.starts_with("#")) {
        const auto id = index_.by_key(dictionary_.get("sys_metadata"), text.substr(1), plugin_);
        return id.empty() ? text : id;
    }
    if (field.kind() == Kind::date_time || field.kind() == Kind::date)
        if (const auto time = relative_time(text, now_))
            return field.kind() == Kind::date ? base::format_utc(*time).substr(0, 10)
                                              : base::format_utc(*time);
    if (takes_files(field) && names_a_file(text)) {
        if (const auto* file = source.find(text)) return file->text;
        mistake = "there is no file \"" + text + "\" in the folder";
        return {};
    }
    return text;
}

std::string Resolver::reference(const model::Field& field, const std::string& text,
                                std::string& mistake) const {
    if (text.empty() || base::is_sys_id(text) || text == "global" ||
        text.starts_with("javascript:"))
        return text;
    const auto* target = dictionary_.find(field.reference);
    if (!target) {
        mistake = "the column refers to an unknown table \"" + field.reference + "\"";
        return {};
    }
    const auto id = text.starts_with("#") ? index_.by_key(*target, text.substr(1), plugin_)
                                          : index_.by_name(*target, text);
    if (id.empty()) mistake = "there is no " + target->label + " \"" + text + "\"";
    return id;
}

}  // namespace stead::plugin
