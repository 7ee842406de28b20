#include "rest/ui/related.h"

#include "base/log.h"
#include "engine/metadata.h"
#include "record/access.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/words.h"
#include "script/scripts.h"

namespace stead::rest::ui {

namespace {

using base::JsonWriter;
using record::Permission;

constexpr std::string_view relationship = "REL:";

struct Related {
    const model::Table* table = nullptr;
    const model::Field* field = nullptr;  // that points back; a relationship has none
    std::string label, query;
};

std::string condition_of(const FormPage& page, const Related& related, const std::string& filter) {
    std::string query = related.field->name + "=" + page.record.sys_id();
    if (related.field->kind() == model::Kind::document_id && related.table->find("target_table"))
        query = "target_table=" + page.table().name + "^" + query;
    return filter.empty() ? query : query + "^" + filter;
}

// What the script of a relationship does to an empty query of its table, with the record as
// `parent`. A list that cannot be made is left out: the record itself is worth more.
std::optional<std::string> scripted_condition(FormPage& page, script::Scripts& scripts,
                                              const record::MetadataRow& row,
                                              const model::Table& table) {
    const auto origin = "sys_relationship/" + engine::column(row, "sys_id") + ".query_with";
    const auto text = engine::column(row, "query_with") + "\n;current.getEncodedQuery();";
    auto program = page.unit.as(record::system_session());
    try {
        return scripts.text(program, {origin, text},
                            {{"current", scripts.empty_record_value(program, table.name)},
                             {"parent", scripts.record_value(program, page.record)}});
    } catch (const std::exception& error) {
        page.unit.store().log().warn("a relationship failed",
                                     {{"script", origin}, {"error", error.what()}});
        return {};
    }
}

// `REL:` and the id of a relationship that applies to this table.
std::optional<Related> resolve_relationship(FormPage& page, script::Scripts& scripts,
                                            const RelatedLayout& entry) {
    const auto id = std::string_view(entry.target).substr(relationship.size());
    for (const auto& row : page.unit.snapshot().rows("sys_relationship")) {
        if (engine::column(row, "sys_id") != id) continue;
        const auto& applies_to = engine::column(row, "applies_to");
        if (!applies_to.empty() && !page.table().is_a(applies_to)) return {};
        Related related;
        related.table = page.unit.dictionary().find(engine::column(row, "queries_from"));
        if (!related.table || !page.unit.access(*related.table).may(Permission::read)) return {};
        const auto query = scripted_condition(page, scripts, row, *related.table);
        if (!query) return {};
        related.query = entry.filter.empty() ? *query : *query + "^" + entry.filter;
        const auto& words = page.unit.words();
        related.label = entry.label.empty() ? words.text(row, "name") : words.text(entry.label);
        return related;
    }
    return {};
}

// `child_table.field`; nothing when it names nothing or may not be read.
std::optional<Related> resolve(FormPage& page, script::Scripts& scripts,
                               const RelatedLayout& entry) {
    if (entry.target.starts_with(relationship)) return resolve_relationship(page, scripts, entry);
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
    if (related.field) json.member("field", related.field->name);
    json.member("create", !related.table->extensions_only &&
                              page.unit.access(*related.table).may(Permission::create));
    json.end_object();
}

}  // namespace

void write_tabs(JsonWriter& json, FormPage& page, script::Scripts& scripts) {
    json.begin_array();
    if (!page.is_new)
        for (const auto& entry : page.layout.related)
            if (const auto related = resolve(page, scripts, entry))
                write_tab(json, page, entry, *related);
    json.end_array();
}

}  // namespace stead::rest::ui
