#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"
#include "script/glide/call.h"
#include "script/glide/query_text.h"
#include "script/host.h"

namespace stead::script {

// GlideRecord and GlideRecordSecure: a query, its cursor, and the row under it. Holds nothing of
// the call that made it; each method gets the call that runs now.
class RecordObject : public HostObject, public std::enable_shared_from_this<RecordObject> {
public:
    enum class Mode { plain, secure };

    RecordObject(Call& call, std::string_view table, Mode mode = Mode::plain);
    // On one row: a copy, or the row of a write that the script may change until `detach`.
    static std::shared_ptr<RecordObject> on(Call& call, record::Record row);
    static std::shared_ptr<RecordObject> on_write(Call& call, record::Write& write);
    static std::shared_ptr<RecordObject> on_borrowed(Call& call, record::Record& row);
    // On a row that the script may only read: the first change makes a copy.
    static std::shared_ptr<RecordObject> on_lent(Call& call, const record::Record& row);
    void detach();  // from a row that belongs to somebody else

    const std::shared_ptr<const HostClass>& host_class() const override { return shape_; }

    // --- the table
    const model::Table* table() const { return table_; }  // null: there is no such table
    const std::string& table_name() const { return name_; }
    bool secure() const { return mode_ == Mode::secure; }

    // --- the query (record_cursor.cpp)
    QueryText query;
    std::int64_t limit = -1;
    std::int64_t window_begin = 0;
    std::int64_t window_end = -1;
    bool unusable = false;  // an encoded query was invalid and the script asked to find nothing
    void run(Call& call);
    bool next(Call& call);
    bool has_next(Call& call);
    bool get(Call& call, std::string_view query_text);
    std::int64_t row_count(Call& call);
    std::int64_t location() const { return static_cast<std::int64_t>(next_) - 1; }
    std::vector<std::string> all_ids(Call& call);  // ignores limit and window
    bool lost_conditions(Call& call) const;        // some condition names no field

    // --- the row
    const record::Record* row() const { return borrowed_ ? borrowed_ : owned_ ? &*owned_ : lent_; }
    record::Record& row_to_write(Call& call);  // a blank one when there is none
    const record::Record* stored() const;      // as it was read; null when it was not
    void stand_on(std::optional<record::Record> row);
    void initialize(Call& call);
    void new_record(Call& call);
    record::Write* write() const { return write_; }
    bool changed(std::string_view field);
    void set(Call& call, const model::Field& field, std::string value);
    void set_display(Call& call, const model::Field& field, const std::string& value);

    // --- writing (record_writing.cpp). Empty: refused; last_error says why.
    std::optional<std::string> insert(Call& call);
    std::optional<std::string> update(Call& call);
    bool remove(Call& call);
    void update_all(Call& call);
    void remove_all(Call& call);
    bool run_rules = true;
    bool set_system_fields = true;
    bool force_update = false;  // also write a row that did not change
    bool abort = false;
    std::string last_error;

    // The unit as this object acts in it: bound by ACLs or not, with or without rules.
    record::Unit unit(Call& call);
    // The same, always bound by ACLs: for canRead and its kin.
    record::Unit bound_unit(Call& call);

private:
    void load_more(Call& call);
    void load_ids(Call& call, record::Unit& reader);
    std::int64_t wanted() const;
    template <class Work>
    bool attempt(Call& call, Work work);

    Mode mode_;
    std::string name_;
    const model::Table* table_ = nullptr;
    std::shared_ptr<const HostClass> shape_;

    std::vector<record::Record> page_;
    std::size_t page_begin_ = 0;    // position of page_[0] among all rows
    std::vector<std::string> ids_;  // of all rows, when they do not fit one page
    std::size_t next_ = 0;
    std::size_t total_ = 0;
    bool ran_ = false;

    std::optional<record::Record> owned_;
    record::Record* borrowed_ = nullptr;
    const record::Record* lent_ = nullptr;
    record::Write* write_ = nullptr;
    std::optional<record::Record> stored_;
    std::shared_ptr<const record::Session> base_session_;
    std::shared_ptr<const record::Session> session_;
    bool session_rules_ = true;
    bool session_fields_ = true;
    bool session_force_ = false;
};

// The host class of GlideRecord objects of one table: methods of GlideRecord, an accessor for each
// field. Made once per snapshot and table.
std::shared_ptr<const HostClass> record_class(Call& call, const model::Table* table);
std::shared_ptr<const HostClass> base_record_class();
std::shared_ptr<const HostClass> secure_record_class();  // its constructor only

}  // namespace stead::script
