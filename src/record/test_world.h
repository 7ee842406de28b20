#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "db/database.h"
#include "model/dictionary_builder.h"
#include "record/record.h"
#include "record/scripting.h"
#include "record/sessions.h"
#include "record/store.h"
#include "record/unit.h"

// For tests of the record layer and of layers above: a store on a database in memory with the
// platform's own tables, three tables of work, people and rules.
namespace stead::record {

// Scripts are C++ functions, found by their text.
class TestScripting : public Scripting {
public:
    std::map<std::string, std::function<std::string(Unit&)>> values;
    std::map<std::string, std::function<bool(Unit&, Record&)>> decisions;
    std::map<std::string, std::function<std::string(Unit&)>> queries;
    std::map<std::string, std::function<void(Unit&, Write&)>> rules;
    int calls = 0;

    std::string value(Unit& unit, std::string_view origin, std::string_view script,
                      Record* current) override;
    std::optional<std::string> guarded_value(Unit& unit, std::string_view expression) override;
    bool allows(Unit& unit, std::string_view origin, std::string_view script,
                Record& current) override;
    std::string query_conditions(Unit& unit, std::string_view origin, std::string_view script,
                                 const model::Table& table) override;
    void run(Unit& unit, std::string_view origin, std::string_view script, Write& write) override;
};

using TestValues = std::map<std::string, std::string>;

// `ticket` (number, title, state, account, opened_by, assigned_to, watchers, secret, budget,
// comments, work_notes), its extension `complaint` (severity) and `account` (name, parent, revenue,
// owner).
class TestWorld {
public:
    TestWorld();
    ~TestWorld();

    // Rows are written as the system; the sys_id comes back.
    std::string insert(const std::string& table, TestValues values);
    void update(const std::string& table, const std::string& sys_id, TestValues values);

    std::string role(const std::string& name, const std::vector<std::string>& contains = {});
    // Grants the roles; signs in by name.
    std::string user(const std::string& name, const std::vector<std::string>& roles = {},
                     TestValues values = {});
    std::string group(const std::string& name, const std::vector<std::string>& members,
                      const std::vector<std::string>& roles = {}, const std::string& parent = {});
    // An access rule; roles by name. More columns of sys_security_acl in `values`.
    std::string acl(const std::string& name, const std::string& operation,
                    const std::vector<std::string>& roles, TestValues values = {});
    void property(const std::string& name, const std::string& value);

    std::shared_ptr<const Session> as(const std::string& user_name);
    void read(const std::string& user_name, const std::function<void(Unit&)>& work);
    void write(const std::string& user_name, const std::function<void(Unit&)>& work);

    // What a person sees: the values of a field in a list; "-" where the cell is not readable.
    std::vector<std::string> list(const std::string& user_name, const std::string& table,
                                  const std::string& query, const std::string& field,
                                  bool display = false);
    std::int64_t count(const std::string& user_name, const std::string& table,
                       const std::string& query);
    // Titles of the tickets that person finds one by one, among all there are.
    std::vector<std::string> found_one_by_one(const std::string& user_name);

    Store& store() { return *store_; }
    TestScripting& scripting() { return scripting_; }
    base::SettableClock& clock() { return clock_; }

private:
    void ship_dictionary(const model::DictionaryRows& rows);

    base::SettableClock clock_;
    base::Log log_{base::Level::error};
    TestScripting scripting_;
    std::unique_ptr<db::Database> database_;
    std::unique_ptr<Store> store_;
    std::map<std::string, std::string> roles_, users_;
};

}  // namespace stead::record
