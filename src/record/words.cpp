#include "record/words.h"

#include <mutex>

#include "record/metadata_rows.h"
#include "record/unit.h"

namespace stead::record {

namespace {

using model::Choice;
using model::Field;
using model::Table;

// Stands for all tables: what their system columns are called.
constexpr std::string_view every_table = "global.";

// The nearest class upwards that says something about this.
template <class Value>
const Value* nearest(const base::TextMap<Value>& said, const Table& table,
                     const std::string& what) {
    for (const auto* at = &table; at; at = at->parent)
        if (const auto found = said.find(at->name + "." + what); found != said.end())
            return &found->second;
    const auto found = said.find(std::string(every_table) + what);
    return found == said.end() ? nullptr : &found->second;
}

bool speaks(const MetadataRow& row, std::string_view language) {
    const auto& spoken = column(row, "language");
    return spoken == language || (spoken.empty() && language == "en");
}

// Languages are made when somebody speaks them.
class Languages {
public:
    std::shared_ptr<const Words> in(const Snapshot& snapshot, std::string_view language) const {
        const std::lock_guard lock(mutex_);
        auto& words = made_[std::string(language)];
        if (!words) words = std::make_shared<const Words>(snapshot, language);
        return words;
    }

private:
    mutable std::mutex mutex_;
    mutable base::TextMap<std::shared_ptr<const Words>> made_;
};

}  // namespace

Words::Words(const Snapshot& snapshot, std::string_view language)
    : english_(language.starts_with("en")) {
    read_labels(snapshot, language);
    read_choices(snapshot, language);
    read_texts(snapshot, language);
}

void Words::read_labels(const Snapshot& snapshot, std::string_view language) {
    Documented said;
    for (const auto& row : snapshot.rows("sys_documentation"))
        if (speaks(row, language))
            said[column(row, "name") + "." + column(row, "element")] = {
                column(row, "label"), column(row, "plural"), column(row, "hint")};
    if (said.empty()) return;
    for (const auto& table : snapshot.dictionary().tables()) {
        if (const auto found = said.find(table->name + "."); found != said.end())
            labels_[table.get()] = found->second;
        for (const auto& field : table->fields())
            if (const auto* found = nearest(said, *table, field.name)) labels_[&field] = *found;
    }
}

void Words::read_choices(const Snapshot& snapshot, std::string_view language) {
    base::TextMap<std::string> said;  // by table.element.value.dependent
    for (const auto& row : snapshot.rows("sys_choice"))
        if (speaks(row, language))
            said[column(row, "name") + "." + column(row, "element") + "." + column(row, "value") +
                 "." + column(row, "dependent_value")] = column(row, "label");
    if (said.empty()) return;
    for (const auto& table : snapshot.dictionary().tables())
        for (const auto& field : table->fields())
            for (const auto& choice : field.choices)
                if (const auto* found = nearest(
                        said, *table, field.name + "." + choice.value + "." + choice.dependent))
                    choices_[&choice] = *found;
}

void Words::read_texts(const Snapshot& snapshot, std::string_view language) {
    for (const auto& row : snapshot.rows("sys_translated_text"))
        if (speaks(row, language))
            rows_[column(row, "documentkey") + "." + column(row, "fieldname")] =
                column(row, "value");
    for (const auto& row : snapshot.rows("sys_ui_message"))
        if (speaks(row, language)) messages_[column(row, "key")] = column(row, "message");
}

const std::string& Words::label(const Table& table) const {
    const auto found = labels_.find(&table);
    return found == labels_.end() || found->second.label.empty() ? table.label
                                                                 : found->second.label;
}

const std::string& Words::plural(const Table& table) const {
    const auto found = labels_.find(&table);
    return found == labels_.end() || found->second.plural.empty() ? table.plural
                                                                  : found->second.plural;
}

const std::string& Words::label(const Field& field) const {
    const auto found = labels_.find(&field);
    return found == labels_.end() || found->second.label.empty() ? field.label
                                                                 : found->second.label;
}

const std::string& Words::hint(const Field& field) const {
    const auto found = labels_.find(&field);
    return found == labels_.end() || found->second.hint.empty() ? field.hint : found->second.hint;
}

const std::string& Words::label(const Choice& choice) const {
    const auto found = choices_.find(&choice);
    return found == choices_.end() || found->second.empty() ? choice.label : found->second;
}

const std::string& Words::text(const std::string& english) const {
    const auto found = messages_.find(english);
    return found == messages_.end() || found->second.empty() ? english : found->second;
}

std::string Words::sentence(const std::string& english,
                            const std::vector<std::pair<std::string, std::string>>& parts) const {
    std::string sentence = text(english);
    for (const auto& [name, value] : parts)
        sentence = base::replace_all(std::move(sentence), "{" + name + "}", value);
    return sentence;
}

std::string Words::inside(const std::string& label) const {
    if (!english_ || label.empty()) return label;
    return base::lower(label.substr(0, 1)) + label.substr(1);
}

const std::string& Words::text(const MetadataRow& row, std::string_view name) const {
    if (!rows_.empty())
        if (const auto found = rows_.find(column(row, "sys_id") + "." + std::string(name));
            found != rows_.end())
            return found->second;
    return text(column(row, name));
}

std::shared_ptr<const Words> words(const Snapshot& snapshot, std::string_view language) {
    static const char key = 0;
    const auto languages =
        snapshot.attachment(&key, [](const Snapshot&) { return std::make_shared<Languages>(); });
    return std::static_pointer_cast<const Languages>(languages)->in(snapshot, language);
}

const Words& Unit::words() const {
    if (!words_ || words_of_ != &snapshot()) {
        words_ = record::words(snapshot(), session_->language);
        words_of_ = &snapshot();
    }
    return *words_;
}

}  // namespace stead::record
