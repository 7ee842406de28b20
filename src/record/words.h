#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "model/dictionary.h"
#include "record/snapshot.h"

namespace stead::record {

// What tables, fields, choices and texts of the interface are called in one language: translations
// of sys_documentation, sys_choice, sys_translated_text and sys_ui_message. Where there is none, as
// the dictionary or the row calls them. Tables, fields and choices must be of the dictionary of the
// snapshot that the words were made from; references are valid as long as that snapshot.
class Words {
public:
    Words(const Snapshot& snapshot, std::string_view language);

    const std::string& label(const model::Table& table) const;
    const std::string& plural(const model::Table& table) const;
    const std::string& label(const model::Field& field) const;
    const std::string& hint(const model::Field& field) const;
    const std::string& label(const model::Choice& choice) const;
    // A text of the interface by its English words.
    const std::string& text(const std::string& english) const;
    // The same with its parts in braces filled in: sentence("not {value}", {{"value", "Boxeo"}}).
    std::string sentence(const std::string& english,
                         const std::vector<std::pair<std::string, std::string>>& parts) const;
    // A label in the middle of a sentence: English writes it small.
    std::string inside(const std::string& label) const;
    // A column of a row that is drawn on pages: this row's own translation, else its text's.
    const std::string& text(const MetadataRow& row, std::string_view column) const;

    const base::TextMap<std::string>& messages() const { return messages_; }

private:
    struct Labels {
        std::string label, plural, hint;
    };
    using Documented = base::TextMap<Labels>;  // by "table.element"

    void read_labels(const Snapshot& snapshot, std::string_view language);
    void read_choices(const Snapshot& snapshot, std::string_view language);
    void read_texts(const Snapshot& snapshot, std::string_view language);

    std::unordered_map<const void*, Labels> labels_;  // of tables and fields
    std::unordered_map<const model::Choice*, std::string> choices_;
    bool english_;
    base::TextMap<std::string> rows_;  // by "sys_id.column"
    base::TextMap<std::string> messages_;
};

// Made once per snapshot and language.
std::shared_ptr<const Words> words(const Snapshot& snapshot, std::string_view language);

}  // namespace stead::record
