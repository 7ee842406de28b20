#include "record/test_world.h"

#include <algorithm>

#include "base/date_time.h"
#include "base/error.h"
#include "base/ids.h"

namespace stead::record {

namespace {

using model::DictionaryRows;
using model::FieldRow;

void add_table(DictionaryRows& rows, const std::string& name, const std::string& parent,
               bool extensible, const std::vector<FieldRow>& fields) {
    model::TableRow table;
    table.sys_id = base::derived_sys_id({"test", name});
    table.name = name;
    table.label = name;
    table.label[0] = static_cast<char>(table.label[0] - 'a' + 'A');
    table.super_class = parent;
    table.extensible = extensible;
    rows.tables.push_back(table);
    int order = 0;
    for (auto field : fields) {
        field.table = name;
        field.order = ++order;
        rows.fields.push_back(field);
    }
}

FieldRow field(const std::string& name, const std::string& type = "string",
               const std::string& reference = {}) {
    FieldRow row;
    row.element = name;
    row.internal_type = type;
    row.reference = reference;
    return row;
}

FieldRow document(const std::string& name, const std::string& table_field) {
    auto row = field(name, "document_id");
    row.dependent = table_field;
    return row;
}

FieldRow shown(FieldRow row) {
    row.display = true;
    return row;
}

FieldRow with_default(FieldRow row, const std::string& value) {
    row.default_value = value;
    return row;
}

FieldRow read_only(FieldRow row, const std::string& option = {}) {
    row.read_only = true;
    row.read_only_option = option;
    return row;
}

void add_metadata_tables(DictionaryRows& rows) {
    const std::string meta = "sys_metadata";
    add_table(rows, meta, "", true, {field("sys_name")});
    add_table(
        rows, "sys_db_object", meta, false,
        {field("name"), shown(field("label")), field("super_class", "reference", "sys_db_object"),
         field("is_extendable", "boolean")});
    add_table(rows, "sys_dictionary", meta, false,
              {field("name", "table_name"), shown(field("element")), field("internal_type"),
               field("column_label"), field("reference", "table_name"), field("dependent"),
               field("default_value"), field("attributes", "xml"), field("choice", "integer"),
               field("position", "integer"), field("display", "boolean"),
               field("read_only", "boolean"), field("read_only_option")});
    add_table(rows, "sys_choice", meta, false,
              {field("name", "table_name"), field("element"), field("value"), shown(field("label")),
               field("sequence", "integer")});
    add_table(rows, "sys_properties", meta, false, {shown(field("name")), field("value")});
    add_table(
        rows, "sys_script_include", meta, false,
        {shown(field("name")), field("api_name"), field("script", "script"),
         with_default(field("active", "boolean"), "true"), field("client_callable", "boolean")});
    add_table(rows, "sysevent", "", false,
              {shown(field("name")), field("table", "table_name"), field("instance"),
               field("parm1"), field("parm2"), field("queue"), field("state"),
               field("process_on", "glide_date_time"), field("user_id")});
    add_table(rows, "sys_script", meta, false,
              {shown(field("name")), field("collection", "table_name"), field("when"),
               field("order", "integer"), with_default(field("active", "boolean"), "true"),
               field("action_query", "boolean"), field("role_conditions", "user_roles"),
               field("filter_condition", "conditions"), field("script", "script")});
}

void add_security_tables(DictionaryRows& rows) {
    add_table(rows, "sys_user_role", "sys_metadata", false,
              {shown(field("name")), field("elevated_privilege", "boolean")});
    add_table(rows, "sys_user_role_contains", "sys_metadata", false,
              {field("role", "reference", "sys_user_role"),
               field("contains", "reference", "sys_user_role")});
    add_table(rows, "sys_security_acl", "sys_metadata", false,
              {shown(field("name")), field("operation"), with_default(field("type"), "record"),
               with_default(field("decision_type"), "allow"),
               with_default(field("active", "boolean"), "true"),
               with_default(field("admin_overrides", "boolean"), "true"),
               field("condition", "conditions"), field("applies_to", "conditions"),
               field("script", "script")});
    add_table(rows, "sys_security_acl_role", "", false,
              {field("sys_security_acl", "reference", "sys_security_acl"),
               field("sys_user_role", "reference", "sys_user_role")});
}

void add_people_tables(DictionaryRows& rows) {
    add_table(
        rows, "sys_user", "", true,
        {field("user_name"), shown(field("name")), field("email"), field("time_zone"),
         field("user_password", "password"), with_default(field("active", "boolean"), "true"),
         field("locked_out", "boolean"), field("failed_attempts", "integer"),
         field("locked_until", "glide_date_time"), field("last_login_time", "glide_date_time")});
    add_table(rows, "outside_user", "sys_user", false, {});
    add_table(rows, "sys_user_group", "", false,
              {shown(field("name")), field("parent", "reference", "sys_user_group")});
    add_table(
        rows, "sys_user_grmember", "", false,
        {field("user", "reference", "sys_user"), field("group", "reference", "sys_user_group")});
    add_table(rows, "sys_group_has_role", "", false,
              {field("group", "reference", "sys_user_group"),
               field("role", "reference", "sys_user_role")});
    add_table(rows, "sys_user_has_role", "", false,
              {field("user", "reference", "sys_user"), field("role", "reference", "sys_user_role"),
               field("inherited", "boolean"), with_default(field("state"), "active"),
               field("expires", "glide_date_time")});
}

void add_work_tables(DictionaryRows& rows) {
    add_table(rows, "account", "", false,
              {shown(field("name")), field("parent", "reference", "account"),
               field("revenue", "integer"), field("owner", "reference", "sys_user")});
    auto merged = field("comments_and_work_notes", "journal_list");
    merged.dependent = "comments,work_notes";
    auto state = with_default(field("state", "integer"), "1");
    state.choice = 3;
    add_table(
        rows, "ticket", "", true,
        {field("number"), shown(field("title")), state, field("account", "reference", "account"),
         field("opened_by", "reference", "sys_user"), field("assigned_to", "reference", "sys_user"),
         field("watchers", "glide_list", "sys_user"), field("secret"),
         read_only(field("budget", "integer")), read_only(field("origin"), "display_read_only"),
         with_default(field("active", "boolean"), "true"), field("due", "glide_date_time"),
         field("comments", "journal_input"), field("work_notes", "journal_input"), merged});
    add_table(rows, "complaint", "ticket", false, {field("severity", "integer")});
    add_table(rows, "sys_journal_field", "", false,
              {field("name", "table_name"), field("element"), document("element_id", "name"),
               field("value", "html")});
    rows.tables.back().attributes = "record_owner=element_id,record_owner_field=element";
    add_table(rows, "note", "", false,
              {shown(field("text")), field("of_table", "table_name"), document("of", "of_table")});
    rows.tables.back().attributes = "record_owner=of,record_owner_writes";
    rows.choices.push_back({"ticket", "state", {"1", "New", "info", "", 10, false, ""}});
    rows.choices.push_back({"ticket", "state", {"2", "Done", "positive", "", 20, false, ""}});
}

DictionaryRows world_rows() {
    DictionaryRows rows;
    add_metadata_tables(rows);
    add_security_tables(rows);
    add_people_tables(rows);
    add_work_tables(rows);
    return rows;
}

template <class Functions>
auto find(const Functions& functions, std::string_view text) {
    const auto found = functions.find(std::string(text));
    if (found == functions.end())
        throw base::Error(base::Status::internal, "no script " + std::string(text));
    return found->second;
}

}  // namespace

std::string TestScripting::value(Unit& unit, std::string_view, std::string_view script, Record*) {
    ++calls;
    return find(values, script)(unit);
}

std::optional<std::string> TestScripting::guarded_value(Unit&, std::string_view) {
    return {};
}

bool TestScripting::allows(Unit& unit, std::string_view, std::string_view script, Record& current) {
    ++calls;
    return find(decisions, script)(unit, current);
}

std::string TestScripting::query_conditions(Unit& unit, std::string_view, std::string_view script,
                                            const model::Table&) {
    ++calls;
    return find(queries, script)(unit);
}

void TestScripting::run(Unit& unit, std::string_view, std::string_view script, Write& write) {
    find(rules, script)(unit, write);
}

TestWorld::TestWorld() : database_(db::open_sqlite({})) {
    clock_.freeze(*base::parse_utc("2026-11-22 08:00:00"));
    store_ = std::make_unique<Store>(*database_, clock_, log_);
    store_->set_scripting(scripting_);
    const auto rows = world_rows();
    std::vector<std::string> problems;
    const auto dictionary = model::build_dictionary(rows, problems);
    if (!problems.empty()) throw base::Error(base::Status::internal, problems.front());
    store_->write(system_session(), [&](Unit& unit) { store_->adopt(unit, dictionary); });
    ship_dictionary(rows);
}

TestWorld::~TestWorld() = default;

void TestWorld::ship_dictionary(const DictionaryRows& rows) {
    store_->write(system_session(), [&](Unit& unit) {
        const auto ship = [&](const std::string& table, const TestValues& values) {
            Record record(unit.dictionary().get(table));
            for (const auto& [name, value] : values) record.set(name, value);
            insert_or_throw(unit, record);
        };
        for (const auto& table : rows.tables)
            ship("sys_db_object",
                 {{"sys_id", table.sys_id},
                  {"name", table.name},
                  {"label", table.label},
                  {"super_class", table.super_class.empty()
                                      ? ""
                                      : base::derived_sys_id({"test", table.super_class})},
                  {"is_extendable", table.extensible ? "true" : "false"}});
        for (const auto& table : rows.tables)
            ship("sys_dictionary", {{"name", table.name},
                                    {"internal_type", "collection"},
                                    {"attributes", table.attributes}});
        for (const auto& each : rows.fields)
            ship("sys_dictionary", {{"name", each.table},
                                    {"element", each.element},
                                    {"internal_type", each.internal_type},
                                    {"reference", each.reference},
                                    {"dependent", each.dependent},
                                    {"default_value", each.default_value},
                                    {"choice", std::to_string(each.choice)},
                                    {"position", std::to_string(each.order)},
                                    {"display", each.display ? "true" : "false"},
                                    {"read_only", each.read_only ? "true" : "false"},
                                    {"read_only_option", each.read_only_option}});
        for (const auto& each : rows.choices)
            ship("sys_choice", {{"name", each.table},
                                {"element", each.element},
                                {"value", each.choice.value},
                                {"label", each.choice.label},
                                {"sequence", std::to_string(each.choice.sequence)}});
    });
}

std::string TestWorld::insert(const std::string& table, TestValues values) {
    std::string sys_id;
    store_->write(system_session(), [&](Unit& unit) {
        Record record(unit.dictionary().get(table));
        for (auto& [name, value] : values) record.set(name, value);
        insert_or_throw(unit, record);
        sys_id = record.sys_id();
    });
    return sys_id;
}

void TestWorld::update(const std::string& table, const std::string& sys_id, TestValues values) {
    store_->write(system_session(), [&](Unit& unit) {
        auto record = unit.get(table, sys_id);
        for (auto& [name, value] : values) record.set(name, value);
        update_or_throw(unit, record);
    });
}

std::string TestWorld::role(const std::string& name, const std::vector<std::string>& contains) {
    auto& id = roles_[name];
    if (id.empty()) id = insert("sys_user_role", {{"name", name}});
    for (const auto& part : contains)
        insert("sys_user_role_contains", {{"role", id}, {"contains", role(part)}});
    return id;
}

std::string TestWorld::user(const std::string& name, const std::vector<std::string>& roles,
                            TestValues values) {
    values.insert({{"user_name", name}, {"name", name}});
    values["name"][0] = static_cast<char>(std::toupper(values["name"][0]));
    const auto table = values.count("table") ? values["table"] : "sys_user";
    values.erase("table");
    const auto id = insert(table, values);
    for (const auto& each : roles)
        insert("sys_user_has_role", {{"user", id}, {"role", role(each)}});
    return users_[name] = id;
}

std::string TestWorld::group(const std::string& name, const std::vector<std::string>& members,
                             const std::vector<std::string>& roles, const std::string& parent) {
    const auto id = insert("sys_user_group", {{"name", name}, {"parent", parent}});
    for (const auto& member : members)
        insert("sys_user_grmember", {{"user", users_.at(member)}, {"group", id}});
    for (const auto& each : roles)
        insert("sys_group_has_role", {{"group", id}, {"role", role(each)}});
    return id;
}

std::string TestWorld::acl(const std::string& name, const std::string& operation,
                           const std::vector<std::string>& roles, TestValues values) {
    values.insert({{"name", name}, {"operation", operation}});
    const auto id = insert("sys_security_acl", values);
    for (const auto& each : roles)
        insert("sys_security_acl_role", {{"sys_security_acl", id}, {"sys_user_role", role(each)}});
    return id;
}

void TestWorld::property(const std::string& name, const std::string& value) {
    insert("sys_properties", {{"name", name}, {"value", value}});
}

std::shared_ptr<const Session> TestWorld::as(const std::string& user_name) {
    if (user_name == "guest") return guest_session(*store_, Door::rest);
    auto session = load_session_by_name(*store_, user_name, Door::rest);
    if (!session) throw base::Error(base::Status::internal, "nobody is called " + user_name);
    return session;
}

void TestWorld::read(const std::string& user_name, const std::function<void(Unit&)>& work) {
    store_->read(as(user_name), work);
}

void TestWorld::write(const std::string& user_name, const std::function<void(Unit&)>& work) {
    store_->write(as(user_name), work);
}

std::vector<std::string> TestWorld::list(const std::string& user_name, const std::string& table,
                                         const std::string& query, const std::string& field,
                                         bool display) {
    std::vector<std::string> seen;
    read(user_name, [&](Unit& unit) {
        ListRequest request;
        request.table = table;
        request.query = query;
        request.fields = {field};
        unit.list(request, [&](const Row& row) {
            const auto& cell = row.cells.front();
            seen.emplace_back(!cell.readable ? "-" : display ? cell.display : cell.value);
            return true;
        });
    });
    return seen;
}

std::int64_t TestWorld::count(const std::string& user_name, const std::string& table,
                              const std::string& query) {
    std::int64_t count = 0;
    read(user_name, [&](Unit& unit) { count = unit.count(table, query, true); });
    return count;
}

std::vector<std::string> TestWorld::found_one_by_one(const std::string& user_name) {
    std::vector<std::string> ids, titles;
    store_->read(system_session(), [&](Unit& unit) {
        for (const auto& ticket : unit.query("ticket", "ORDERBYtitle"))
            ids.push_back(ticket.sys_id());
    });
    read(user_name, [&](Unit& unit) {
        for (const auto& id : ids)
            if (const auto ticket = unit.find("ticket", id)) titles.push_back(ticket->get("title"));
    });
    return titles;
}

}  // namespace stead::record
