#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/dialect.h"
#include "model/dictionary.h"

namespace stead::model {

// The dictionary's rows as they stand in sys_db_object, sys_dictionary, sys_dictionary_override,
// sys_choice and sys_number; made from the database by the record layer and from files at first
// start by the plugin layer.
struct TableRow {
    std::string sys_id, name, label, plural, super_class, attributes, scope;  // super_class: name
    bool extensible = false, extensions_only = false, audit = false, text_index = false,
         rest_access = true;
    std::string indexes;  // "account,state;assigned_to,active"
};

struct FieldRow {
    std::string table, element, internal_type, label, hint, reference, reference_qual, dependent,
        default_value, calculation, attributes, read_only_option, cascade;
    int max_length = 0;  // 0: the type's default
    int choice = 0;
    int order = 0;  // position on the form and in the table
    bool mandatory = false, read_only = false, display = false, unique = false, active = true,
         audit = true, text_index = false, index = false;
};

// An override: only the members that are set apply.
struct OverrideRow {
    std::string table, element;
    std::optional<std::string> label, reference_qual, dependent, default_value, calculation,
        attributes;
    std::optional<bool> mandatory, read_only, display;
};

struct ChoiceRow {
    std::string table, element;
    Choice choice;
};

struct NumberRow {
    std::string table;
    NumberFormat format;
};

struct DictionaryRows {
    std::vector<TableRow> tables;
    std::vector<FieldRow> fields;
    std::vector<OverrideRow> overrides;
    std::vector<ChoiceRow> choices;
    std::vector<NumberRow> numbers;
};

// Adds the system columns to every table, resolves inheritance and overrides. Mistakes (unknown
// type, unknown parent, a reference to nowhere, a circle) are collected in `problems`; the field or
// table concerned is left out, the rest works.
std::shared_ptr<const Dictionary> build_dictionary(const DictionaryRows& rows,
                                                   std::vector<std::string>& problems);

// The SQL table of a hierarchy's root with all columns and indexes of its descendants. Every
// composite index ends with sys_class_name; long text comes last.
db::Schema schema_of(const Dictionary& dictionary, const Table& root);

}  // namespace stead::model
