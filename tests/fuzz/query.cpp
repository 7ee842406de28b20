#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "base/date_time.h"
#include "base/error.h"
#include "model/encoded_query.h"
#include "model/sample_world.h"

// Any text is a query: it is read, printed and read again as the same, and finds the same rows in
// SQLite and in memory. A query may be refused as too much, and only that.
namespace stead::model {

namespace {

FieldRow field(const char* table, const char* element, const char* type,
               const char* reference = "") {
    return {.table = table, .element = element, .internal_type = type, .reference = reference};
}

DictionaryRows definitions() {
    DictionaryRows rows;
    rows.tables = {{.name = "work", .extensible = true},
                   {.name = "order", .super_class = "work"},
                   {.name = "sys_journal_field"}};
    rows.fields = {field("work", "a", "string"),
                   field("work", "n", "integer"),
                   field("work", "r", "decimal"),
                   field("work", "b", "boolean"),
                   field("work", "at", "glide_date_time"),
                   field("work", "on", "glide_date"),
                   field("work", "p", "reference", "work"),
                   field("work", "l", "glide_list", "work"),
                   field("work", "j", "journal_input"),
                   field("order", "o", "string"),
                   field("sys_journal_field", "element", "string"),
                   field("sys_journal_field", "element_id", "string"),
                   field("sys_journal_field", "value", "string")};
    rows.fields[0].display = true;
    return rows;
}

class World : public SampleWorld {
public:
    World() : SampleWorld(definitions()) {
        now_ = *base::parse_utc("2026-03-18 12:00:00");
        zone_ = "Europe/Prague";
        scripts_ = {{"x()", "w1"}};
        dynamic_filters_ = {{"x", "w1"}};
        insert("work", {{"sys_id", "w1"}, {"a", "x^y"}, {"n", "1"}, {"b", "true"}, {"l", "w1,w2"}});
        insert("order", {{"sys_id", "w2"},
                         {"a", "%"},
                         {"p", "w1"},
                         {"r", "0.5"},
                         {"o", "b"},
                         {"at", "2026-03-18 11:00:00"},
                         {"on", "2026-03-18"}});
        insert("sys_journal_field",
               {{"sys_id", "j1"}, {"element", "j"}, {"element_id", "w2"}, {"value", "x"}});
    }

    std::vector<std::string> find(const std::string& query) {
        try {
            return find_by_sql("work", query);
        } catch (const base::Error& error) {
            if (error.status == base::Status::bad_request) return {"too much"};
            std::fprintf(stderr, "%s: %s\n", error.what(), error.detail.c_str());
            std::abort();
        }
    }
};

void require(bool holds, const char* sentence) {
    if (holds) return;
    std::fprintf(stderr, "%s\n", sentence);
    std::abort();
}

void check(const std::string& query) {
    static World world;
    const auto& dictionary = world.dictionary();
    const auto& table = dictionary.get("work");
    const auto printed = to_string(parse_encoded_query(query, dictionary, table).query);
    const auto again = parse_encoded_query(printed, dictionary, table);
    require(to_string(again.query) == printed, "a printed query is read as another one");
    require(again.dropped.empty(), "a printed query loses conditions");

    const auto found = world.find(query);
    if (found == std::vector<std::string>{"too much"}) return;
    require(found == world.find_in_memory("work", query), "memory finds other rows than SQL");
}

}  // namespace

}  // namespace stead::model

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    stead::model::check(std::string(reinterpret_cast<const char*>(data), size));
    return 0;
}
