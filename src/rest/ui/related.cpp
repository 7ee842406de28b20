#include "rest/ui/related.h"

#include "record/access.h"
#include "record/words.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using record::Permission;

constexpr std::string_view relationship = "REL:";

struct Related {
    const model::Table* table = nullptr;
    const model::Field* field = nullptr;  // that points back
    std::string label, query;
};

std::string condition_of(const FormPage& page, const Related& related, const std::string& filter) {
    std::string query = related.field->name + "=" + page.record.sys_id();
    if (related.field->kind() == model::Kind::document_id && related.table->find("target_table"))
        query = "target_table=" + page.table().name + "^" + query;
    return filter.empty() ? query : query + "^" + filter;
}

// `child_table.field`; nothing when it names nothing or may not be read.
std::optional<Related> resolve(FormPage& page, const RelatedLayout& entry) {
    if (entry.target.starts_with(relationship)) return {};
    const auto dot = entry.target.find('.');
    if (dot == std::string::npos) return {};
    Related related;
    related.table = page.unit.dictionary().find(entry.target.substr(0, dot));
    related.field = related.table ? related.table->find(entry.target.substr(dot + 1)) : nullptr;
    if (!related.field) return {};
    const auto& access = page.unit.access(*related.table);
    if (!access.may(Permission::read) || !access.may(Permission::read, *related.field)) return {};
    const auto& words = page.unit.words();
    related.label = entry.label.empty() ? words.plural(*related.table) : words.text(entry.label);
    related.query = condition_of(page, related, entry.filter);
    return related;
}

void write_tab(JsonWriter& json, FormPage& page, const RelatedLayout& entry,
               const Related& related) {
    json.begin_object().member("id", entry.id).member("label", related.label);
    json.member("kind", "related").member("table", related.table->name);
    json.member("query", related.query);
    json.member("count", page.unit.count(related.table->name, related.query));
    json.member("field", related.field->name);
    json.member("create", !related.table->extensions_only &&
                              page.unit.access(*related.table).may(Permission::create));
    json.end_object();
}

}  // namespace

void write_tabs(JsonWriter& json, FormPage& page) {
    json.begin_array();
    if (!page.is_new)
        for (const auto& entry : page.layout.related)
            if (const auto related = resolve(page, entry)) write_tab(json, page, entry, *related);
    json.end_array();
}

}  // namespace stead::rest::ui
