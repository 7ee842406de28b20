#include "model/random_world.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/date_time.h"

namespace stead::model {

namespace {

using List = std::vector<std::string>;

const List texts = {"",       "a",      "A",    "ab",    "Ab c", "100%", "_x",   "b^c",
                    "\u00e9", "\u00c9", "it's", "\"q\"", "5",    "10",   "O'%_", "NULL",
                    "true",   "zz",     "\\",   "a@b",   "a,b",  "$1 ?", "12:0", "Z"};
const List numbers = {"", "0", "1", "-1", "2", "10", "5"};
const List reals = {"", "0", "0.5", "-2.25", "10", "1"};
const List booleans = {"", "true", "false"};
const List date_times = {"",
                         "2026-03-18 12:00:00",
                         "2026-03-18 11:00:00",
                         "2026-03-17 23:30:00",
                         "2026-03-29 00:59:59",
                         "2026-03-29 01:00:00",
                         "2025-12-31 23:00:01",
                         "2024-02-29 00:00:00",
                         "2026-01-04 05:00:00"};
const List dates = {"", "2026-03-18", "2026-03-17", "2025-12-31", "2024-02-29"};
const List zones = {"UTC", "Europe/Prague", "America/New_York", "Asia/Kolkata"};
const List tables = {"base", "middle", "leaf", "other", "target"};
const List types = {"string",          "string",          "html",       "integer",
                    "decimal",         "boolean",         "boolean",    "glide_date_time",
                    "glide_date_time", "glide_date_time", "glide_date", "glide_date",
                    "glide_duration",  "choice",          "level",      "reference",
                    "reference",       "reference",       "glide_list", "journal_input"};

FieldRow field(std::string table, std::string element, std::string type) {
    return {
        .table = std::move(table), .element = std::move(element), .internal_type = std::move(type)};
}

// Rows 0 … 9 of a hierarchy exist, 10 does not.
std::string id_of(char kind, int index) {
    return kind + std::string(29, '0') + std::to_string(10 + index);
}

}  // namespace

std::uint64_t RandomWorld::seed() {
    if (const char* given = std::getenv("STEAD_SEED")) return std::strtoull(given, nullptr, 10);
    return std::random_device()();
}

RandomWorld::RandomWorld(std::uint64_t seed) : engine_(seed) {
    define();
    world_->now_ = *base::parse_utc("2026-03-18 12:00:00");
    world_->zone_ = pick(zones);
    world_->scripts_ = {{"nobody()", ""},
                        {"one()", id_of('b', 1)},
                        {"day()", "2026-03-18"},
                        {"two()", id_of('b', 1) + "," + id_of('d', 2)}};
    world_->dynamic_filters_ = {{"me", id_of('b', 1)}, {"us", id_of('d', 1) + "," + id_of('d', 3)}};
    fill();
}

// --- tables

// base ← middle ← leaf, base ← other; siblings may disagree about a field's type.
void RandomWorld::define() {
    DictionaryRows rows;
    rows.tables = {{.name = "base", .extensible = true},
                   {.name = "middle", .super_class = "base", .extensible = true},
                   {.name = "leaf", .super_class = "middle"},
                   {.name = "other", .super_class = "base"},
                   {.name = "target"},
                   {.name = "sys_journal_field"}};
    define_fields(rows, "base", 0, 12);
    define_fields(rows, "middle", 12, 3);
    define_fields(rows, "leaf", 15, 2);
    define_fields(rows, "other", 12, 4);
    define_fields(rows, "target", 0, 5);
    for (const auto* name : {"element", "element_id", "value"})
        rows.fields.push_back(field("sys_journal_field", name, "string"));
    std::vector<std::string> problems;
    world_ = std::make_unique<SampleWorld>(rows);
}

void RandomWorld::define_fields(DictionaryRows& rows, const std::string& table, int first,
                                int count) {
    const auto shown = chance(70) ? first + roll(count) : -1;
    for (int i = first; i < first + count; ++i) {
        auto type = pick(types);
        const auto name = "f" + std::to_string(i);
        const bool is_level = type == "level", is_choice = type == "choice";
        if (is_level) type = "integer";
        auto row = field(table, name, type);
        if (type == "reference" || type == "glide_list") row.reference = pick(tables);
        row.display = i == shown && (type == "reference" || type == "string" || type == "integer" ||
                                     type == "glide_date_time");
        rows.fields.push_back(row);
        const auto add_choice = [&](const char* value, std::string label) {
            rows.choices.push_back({table, name, {.value = value, .label = std::move(label)}});
        };
        for (const auto* value : {"1", "2", "10"})
            if (is_level) add_choice(value, "Level " + std::string(value));
        for (const auto* value : {"a", "b"})
            if (is_choice) add_choice(value, "Kind " + std::string(value));
    }
}

// --- rows

void RandomWorld::fill() {
    for (int i = 0; i < 20; ++i) {
        const auto& name = i < 10 ? tables[static_cast<std::size_t>(roll(4))] : tables[4];
        const auto& table = world_->dictionary().get(name);
        SampleValues values = {{"sys_id", id_of(i < 10 ? 'b' : 'd', i % 10)}};
        for (const auto& each : table.fields())
            if (each.name[0] == 'f' && !each.column.empty()) values[each.name] = stored(each);
        world_->insert(name, values);
    }
    for (int i = 0; i < 8; ++i)
        world_->insert("sys_journal_field", {{"sys_id", id_of('e', i)},
                                             {"element", "f" + std::to_string(roll(17))},
                                             {"element_id", id(pick(tables))},
                                             {"value", pick(texts)}});
}

std::string RandomWorld::id(const std::string& table) {
    if (chance(20)) return {};
    return id_of(table == "target" ? 'd' : 'b', roll(11));
}

std::string RandomWorld::id_list(const Field& field) {
    std::string list;
    for (int i = roll(4); i > 0; --i)
        list += (list.empty() ? "" : ",") + (chance(10) ? "a@b" : id(field.reference));
    return list;
}

std::string RandomWorld::stored(const Field& field) {
    switch (field.kind()) {
        case Kind::boolean:
            return pick(booleans);
        case Kind::integer:
            return pick(numbers);
        case Kind::decimal:
            return pick(reals);
        case Kind::date_time:
            return pick(date_times);
        case Kind::date:
            return pick(dates);
        case Kind::duration:
            return chance(50) ? "" : "1970-01-01 02:00:00";
        case Kind::reference:
            return id(field.reference);
        case Kind::list:
            return id_list(field);
        default:
            return field.choices.empty() ? pick(texts) : pick({"", "a", "b", "A"});
    }
}

// --- queries

std::string RandomWorld::table() {
    return pick(tables);
}

std::string RandomWorld::query(const std::string& table, int depth) {
    std::string text;
    for (int i = roll(4); i >= 0; --i) {
        if (!text.empty()) text += pick({"^", "^", "^OR", "^NQ", "^^", "^GOTO"});
        text += depth < 2 && chance(8) ? related(table, depth) : condition(table);
    }
    if (depth == 0 && chance(5)) {
        const auto other = this->table();
        text += "^JOIN" + table + "." + path(table) + "=" + other + "." + path(other) + "!" +
                (chance(50) ? query(other, 2) : "");
    }
    return text;
}

std::string RandomWorld::order(const std::string& table) {
    std::string text;
    for (int i = roll(3); i >= 0; --i)
        text += pick({"^ORDERBY", "^ORDERBYDESC", "^GROUPBY"}) + path(table);
    return text;
}

std::string RandomWorld::related(const std::string& table, int depth) {
    const auto other = chance(15) ? std::string("sys_journal_field") : this->table();
    const auto pointer = other == "sys_journal_field" ? "element_id" : path(other);
    if (chance(30))
        return "SUBQUERY" + path(table) + "," + pointer + "," + other + "^" +
               query(other, depth + 1) + "^ENDSUBQUERY";
    return "RLQUERY" + other + "." + pointer + "," +
           pick({">=1", "=0", ">1", "<2", "!=1", "<=0", "=2", "<1"}) + pick({"", ",m2m", ""}) +
           (chance(50) ? "," : "^") + query(other, depth + 1) + "^ENDRLQUERY";
}

std::string RandomWorld::condition(const std::string& table) {
    if (chance(3)) return pick({"123TEXTQUERY321=", "keywords="}) + pick(texts);
    static const List operators = {"=",
                                   "=",
                                   "=",
                                   "!=",
                                   "!=",
                                   "<",
                                   "<=",
                                   ">",
                                   ">=",
                                   "STARTSWITH",
                                   "ENDSWITH",
                                   "%",
                                   "LIKE",
                                   "*",
                                   "CONTAINS",
                                   "NOT LIKE",
                                   "!*",
                                   "NOTLIKE",
                                   "IN",
                                   "IN",
                                   "NOT IN",
                                   "NOTIN",
                                   "ISEMPTY",
                                   "ISNOTEMPTY",
                                   "IS_NULL",
                                   "BETWEEN",
                                   "SAMEAS",
                                   "NSAMEAS",
                                   "GT_FIELD",
                                   "LT_FIELD",
                                   "INSTANCEOF",
                                   "DYNAMIC",
                                   "IN_HIERARCHY",
                                   "ON",
                                   "NOTON",
                                   "DATEPART",
                                   "RELATIVEGT",
                                   "RELATIVELT",
                                   "RELATIVEGE",
                                   "RELATIVELE",
                                   "RELATIVEEE",
                                   "MORETHAN",
                                   "LESSTHAN",
                                   "VALCHANGES",
                                   "EMPTYSTRING",
                                   "ANYTHING",
                                   "CHANGESTO",
                                   "GT_OR_EQUALS_FIELD",
                                   "LT_OR_EQUALS_FIELD"};
    const auto field = path(table);
    const auto& op = pick(operators);
    return field + op + value(table, field, op);
}

// Any field, also of rows that a reference points to and of other classes.
std::string RandomWorld::path(const std::string& table, int depth) {
    if (chance(3)) return "nothing";
    const auto& from = world_->dictionary().get(table);
    if (from.descendants.size() > 1 && chance(10)) {
        const auto& below = pick(from.descendants);
        return "ref_" + below + "." + path(below, depth + 1);
    }
    const auto& fields = from.fields();
    const auto any = [&]() -> const Field& {
        return fields[static_cast<std::size_t>(roll(static_cast<int>(fields.size())))];
    };
    const auto* chosen = &any();
    while (chosen->name[0] != 'f' && chance(90)) chosen = &any();  // the others are mostly empty
    const auto& field = *chosen;
    if (field.kind() != Kind::reference || depth >= 3 || chance(30)) return field.name;
    if (!world_->dictionary().find(field.reference)) return field.name;
    return field.name + "." + path(field.reference, depth + 1);
}

std::string RandomWorld::value(const std::string& table, const std::string& field,
                               const std::string& op) {
    if (op.ends_with("FIELD") || op.ends_with("SAMEAS"))
        return path(table) + (chance(30) ? "@" + unit() : "");
    if (op == "MORETHAN" || op == "LESSTHAN")
        return path(table) + "@" + unit() + pick({"@after@", "@before@"}) + std::to_string(roll(4));
    if (op.starts_with("RELATIVE"))
        return "@" + unit() + pick({"@ago@", "@ahead@"}) + std::to_string(roll(4));
    if (op == "DATEPART") return date_part();
    if (op == "BETWEEN") return operand(table, field) + "@" + operand(table, field);
    if (op == "ON" || op == "NOTON") return chance(80) ? pick(dates) : "x@javascript:day()@end";
    if (op == "IN" || op == "NOT IN" || op == "NOTIN")
        return operand(table, field) + "," + operand(table, field);
    if (op == "IN_HIERARCHY") return path(table) + "@" + id(pick(tables));
    if (op == "INSTANCEOF") return pick({"middle", "base", "x"});
    if (op == "DYNAMIC") return pick({"me", "us", "them"});
    return operand(table, field);
}

std::string RandomWorld::date_part() {
    static const List parts = {"dayofweek@sunday", "dayofweek@3", "month@march", "month@12",
                               "quarter@1",        "year@2026",   "week@11",     "week@0",
                               "hour@0",           "hour@12"};
    return "x@" + pick(parts) + pick({"@EE", "@GE", "@LE", "@GT", "@LT"});
}

std::string RandomWorld::unit() {
    return pick({"minute", "hour", "dayofweek", "week", "month", "quarter", "year"});
}

// Mostly what fits the field, now and then anything.
std::string RandomWorld::operand(const std::string& table, const std::string& field) {
    if (chance(10)) return pick(texts);
    if (chance(6))
        return pick({"javascript:one()", "javascript:two()", "javascript:nobody()",
                     "javascript:day()", "javascript:no()"});
    const auto found = find_path(world_->dictionary(), world_->dictionary().get(table), field);
    if (!found) return pick(texts);
    if (found->last().kind() == Kind::class_name) return pick({"leaf", "Other", "base"});
    if (!found->last().choices.empty() && chance(30)) return pick({"Kind b", "Level 2", "x"});
    if (found->last().kind() == Kind::duration) return "02:00:00";
    return stored(found->last());
}

}  // namespace stead::model
