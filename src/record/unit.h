#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "db/connection.h"
#include "model/dictionary.h"
#include "model/encoded_query.h"
#include "record/record.h"
#include "record/session.h"
#include "record/write.h"

namespace stead::record {

class Store;
class Access;
class Snapshot;
class Words;
struct Change;
struct ReadState;
struct UnitState;

// What a list asks for. `query` is an encoded query, parsed with the table's fields.
struct ListRequest {
    std::string table;
    std::string query;
    std::vector<std::string> fields;  // paths, may dot-walk; empty: all fields
    std::int64_t offset = 0;
    std::int64_t limit = -1;              // < 0: all
    bool display_values = true;           // fetch what references and choices show, too
    bool query_from_outside = true;       // ask query ACLs, evaluate javascript: guarded
    std::vector<model::Condition> where;  // besides the query
};

// A field and the value that it must have. Nothing in the value is a condition or a script: it may
// come from outside.
struct Equals {
    std::string_view field, value;
};

// One cell: the value as the wire spells it ("true"/"false" for booleans) and what it shows.
// Journal fields have no value, passwords show eight asterisks. A cell without a field names
// nothing that exists. Views are valid until the next row.
struct Cell {
    std::string_view value;
    std::string_view display;
    const model::Field* field = nullptr;   // of the path's last step
    const model::Table* target = nullptr;  // of a reference
    bool readable = true;  // false: value and display are empty because an ACL says so
};

// A row of a list while it streams by.
struct Row {
    std::string_view sys_id;
    std::string_view class_name;
    const std::vector<Cell>& cells;        // in the order of ListRequest::fields
    const std::vector<std::string>& keys;  // of the cells, as JSON writes them: "name":
};

struct ListResult {
    std::int64_t rows = 0;
    std::vector<std::string> dropped;  // conditions that were left out
};

// A unit of work: one person's reads and writes that happen together or not at all, on one snapshot
// of the metadata. Passed down by reference; used by one thread; everything read is as of this
// unit.
class Unit {
public:
    Unit(Store& store, db::Connection& connection, std::shared_ptr<const Session> session,
         bool writable);
    ~Unit();
    Unit(const Unit&) = delete;
    Unit& operator=(const Unit&) = delete;

    // The same transaction as seen by another session (impersonation, secure or plain GlideRecord).
    Unit as(std::shared_ptr<const Session> session);

    const Session& session() const { return *session_; }
    const std::shared_ptr<const Session>& session_ptr() const { return session_; }
    const model::Dictionary& dictionary() const;
    const Snapshot& snapshot() const;
    // What things are called in the session's language (words.h).
    const Words& words() const;
    Store& store() const { return store_; }
    db::Connection& connection() const { return connection_; }
    bool writable() const { return writable_; }
    // Throws Error(internal) in a unit that only reads, which remembers that it was asked.
    void require_writable() const;
    bool was_asked_to_write() const;
    base::Time now() const;

    // --- reading (read.cpp). Rows that the session may not read do not exist for it; fields that
    // it may not read are empty.
    std::optional<Record> find(std::string_view table, std::string_view sys_id);
    // Throws Error(not_found) with the wire's words.
    Record get(std::string_view table, std::string_view sys_id);
    // The first row that satisfies the query.
    std::optional<Record> find_by(std::string_view table, std::string_view query);
    // Whole records, for engines and scripts; `limit` < 0: all.
    std::vector<Record> query(std::string_view table, std::string_view query,
                              std::int64_t limit = -1, std::int64_t offset = 0);
    // Rows whose fields have these values; an empty value finds nothing. `query` holds further
    // conditions and the order, in our own words.
    std::vector<Record> rows_with(std::string_view table, const std::vector<Equals>& values,
                                  std::string_view query = {}, std::int64_t limit = -1);
    std::optional<Record> row_with(std::string_view table, const std::vector<Equals>& values,
                                   std::string_view query = {});
    // Streams cells, for doors. `each` returns false to stop.
    ListResult list(const ListRequest& request, const std::function<bool(const Row&)>& each);
    std::int64_t count(std::string_view table, std::string_view query,
                       bool query_from_outside = false);
    // What a record or a field shows to this session.
    std::string display_value(const Record& record);
    std::string display_value(const Record& record, const model::Field& field);
    std::string display_value_of(std::string_view table, std::string_view sys_id);
    // Follows a path from a record: raw value; "" when a step is empty.
    std::string value_at(const Record& record, std::string_view path);
    // Does the (trusted) query hold for the record as it stands in memory?
    bool matches(std::string_view query, const Record& record, const Write* write = nullptr);

    // --- access (access.h)
    const Access& access(const model::Table& table);

    // --- writing (write.cpp). All phases of design.md §4. Each returns false when a rule aborted
    // it (scripts go on); doors use the throwing form in store.h. `record` is completed with what
    // was stored.
    bool insert(Record& record);
    bool update(Record& record);
    bool remove(const Record& record);
    std::string last_abort() const;  // name of the rule that aborted the last write

    // --- messages and events of this unit
    void message(Message message);
    const std::vector<Message>& messages() const;
    // Queues a sysevent row: its reactions run after commit.
    void event(std::string_view name, const Record* record, std::string_view parm1 = {},
               std::string_view parm2 = {}, std::string_view queue = {});
    // Runs after the commit is durable, on the thread that committed; never throws.
    void after_commit(std::function<void()> action);

    // Notes a written row for the listeners; for the record layer and for engines that write raw
    // rows.
    void changed(Change change);

    // What the read half of the record layer remembers (read_state.h).
    ReadState& reading() const;

private:
    friend class Store;
    Unit(const Unit& other, std::shared_ptr<const Session> session);
    std::shared_ptr<UnitState> state_;  // shared by all views of one transaction
    Store& store_;
    db::Connection& connection_;
    std::shared_ptr<const Session> session_;
    bool writable_;
    mutable std::shared_ptr<const Words> words_;
    mutable const Snapshot* words_of_ = nullptr;
};

}  // namespace stead::record
