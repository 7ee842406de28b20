#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "model/dictionary.h"
#include "record/snapshot.h"

namespace stead::rest::ui {

struct SectionLayout {
    std::string id, label, condition;
    int columns = 2;
    bool collapsed = false;
    std::vector<std::string> fields;  // may dot-walk
};

// One tab below a record: `target` is child_table.reference_field, or REL: and a relationship.
struct RelatedLayout {
    std::string id, target, label, filter;
};

// The page of a record as sys_ui_form, its sections and its related lists say it.
struct FormLayout {
    std::string view;  // name; "" = default
    std::string title;
    std::vector<std::string> chips;
    std::string page = "form";  // form, conversation
    std::vector<SectionLayout> sections;
    std::vector<RelatedLayout> related;
};

struct ListLayout {
    struct Element {
        std::string field;
        int width = 0;
    };
    std::vector<Element> elements;
    std::string order;  // ORDERBYDESCsys_updated_on
};

// All form and list layouts of a snapshot. A table without its own has that of its nearest
// ancestor, in the view that is asked for, else in the default view; where there is none at all,
// one is made from the dictionary.
class Layouts {
public:
    explicit Layouts(const record::Snapshot& snapshot);

    FormLayout form(const model::Table& table, std::string_view view) const;
    ListLayout list(const model::Table& table, std::string_view view) const;
    std::vector<std::string> views(const model::Table& table) const;  // named ones with a form
    // The name of a view that a row refers to.
    std::string view_name(std::string_view sys_id) const;

private:
    void read_views(const record::Snapshot& snapshot);
    void read_sections(const record::Snapshot& snapshot);
    void read_forms(const record::Snapshot& snapshot);
    void read_related(const record::Snapshot& snapshot);
    void read_lists(const record::Snapshot& snapshot);
    std::string key_of(const record::MetadataRow& row) const;

    base::TextMap<std::string> views_;  // sys_id → name
    base::TextMap<SectionLayout> sections_;
    base::TextMap<FormLayout> forms_;  // "table@view"
    base::TextMap<std::vector<RelatedLayout>> related_;
    base::TextMap<ListLayout> lists_;
};

std::shared_ptr<const Layouts> layouts(const record::Snapshot& snapshot);

}  // namespace stead::rest::ui
