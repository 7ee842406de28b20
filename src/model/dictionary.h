#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "model/field_type.h"

namespace stead::model {

class Table;

struct Choice {
    std::string value;
    std::string label;
    std::string tone;       // colour in the client; "" = neutral
    std::string dependent;  // shown only when the dependent field has this value; "" = always
    int sequence = 0;
    bool inactive = false;
    std::string hint;
};

enum class Cascade { none, clear, remove, restrict };

// A column as one table sees it: its own or inherited, overrides applied. Immutable.
struct Field {
    std::string name;
    const FieldType* type = nullptr;  // never null
    std::string label;
    std::string hint;
    std::string declared_by;  // the table that declares it: task for priority of a case
    std::string column;       // in the SQL table of the hierarchy; "" when nothing is stored
    int index = 0;            // position in Table::fields() and in record::Record
    int max_length = 40;      // characters; 0 = no limit
    std::string reference;    // table, for reference and list
    std::string reference_qual;
    std::string dependent;  // name of the field that this one depends on
    std::string default_value;
    std::string calculation;      // script; the stored value is computed before every write
    std::string attributes;       // "a=b,c"
    int choice = 0;               // 0 none, 1 with -- None --, 2 suggestion, 3 without -- None --
    std::vector<Choice> choices;  // ordered; of the nearest table that has any
    Cascade cascade = Cascade::clear;
    bool mandatory = false;
    bool read_only = false;  // for every door: strict or display only is in read_only_option
    std::string read_only_option;
    bool display = false;
    bool unique = false;
    bool active = true;
    bool audit = true;  // only matters when the table is audited
    bool text_index = false;

    Kind kind() const { return type->kind; }
    const Choice* find_choice(std::string_view value) const;
    // The value of an attribute; "true" when it stands there without a value; "" when absent.
    std::string_view attribute(std::string_view name) const;
};

struct NumberFormat {
    std::string prefix;
    int digits = 7;
    std::int64_t start = 1000;
    std::string table;  // the table that declares it: descendants without their own share it
};

// A class of the dictionary with all its fields. Immutable; lives as long as its Dictionary.
class Table {
public:
    std::string name;
    std::string label;
    std::string plural;
    std::string sys_id;                    // of the sys_db_object row
    const Table* parent = nullptr;         // super_class
    const Table* root = nullptr;           // of the hierarchy; itself when it has no parent
    std::vector<const Table*> children;    // direct
    std::vector<std::string> descendants;  // names, itself first: for sys_class_name IN (…)
    bool extensible = false;
    bool extensions_only = false;
    bool audit = false;
    bool text_index = false;
    bool rest_access = true;  // ws_access
    std::string attributes;
    std::string scope;  // plugin id that made it
    std::optional<NumberFormat> number;
    std::vector<std::vector<std::string>> indexes;

    const std::vector<Field>& fields() const { return fields_; }
    const Field* find(std::string_view field) const;
    // Throws Error(internal) when absent: for names the program relies on.
    const Field& get(std::string_view field) const;
    const Field& display_field() const { return fields_[display_]; }
    const std::string& storage() const { return root->name; }  // the SQL table
    bool has_class_name() const { return root->extensible || !root->children.empty(); }
    bool is_a(std::string_view ancestor) const;  // itself included
    bool is_metadata() const { return is_a("sys_metadata"); }

private:
    friend class DictionaryBuilder;
    std::vector<Field> fields_;
    base::TextMap<int> by_name_;
    int display_ = 0;
};

// All tables: a snapshot, built whole, shared by everything that runs, replaced whole after a
// metadata write.
class Dictionary {
public:
    const Table* find(std::string_view table) const;
    // Throws Error(bad_request, "Invalid table X").
    const Table& get(std::string_view table) const;
    const std::vector<std::unique_ptr<Table>>& tables() const { return tables_; }
    // Reference fields whose values may be rows of `table`: they point to it or to an ancestor.
    // Each is named once, with the table that declares it.
    struct Reference {
        const Table* table;
        const Field* field;
    };
    std::vector<Reference> references_to(const Table& table) const;

private:
    friend class DictionaryBuilder;
    std::vector<std::unique_ptr<Table>> tables_;
    base::TextMap<Table*> by_name_;
};

// Follows `account.parent.name` from `table`. Empty when some step is not a field, or one before
// the last is no reference. `ref_<table>.field` names a field of another class of the hierarchy; it
// is empty for rows that are not of that class.
struct Path {
    std::vector<const Field*> steps;
    std::vector<const Table*> tables;  // the table that each step was found in
    const Field& last() const { return *steps.back(); }
};
std::optional<Path> find_path(const Dictionary& dictionary, const Table& table,
                              std::string_view path);

// What a full-text search of the table looks into: the fields marked text_index; when none is, the
// display field and every plain text without choices.
std::vector<const Field*> searchable_fields(const Table& table);

}  // namespace stead::model
