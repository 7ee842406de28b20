#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "db/database.h"
#include "record/blob_store.h"
#include "record/scripting.h"
#include "record/unit.h"
#include "record/write.h"

namespace stead::base {
class Secrets;
}

namespace stead::record {

class CountCache;
class SessionCache;
class Snapshot;

// Told about every commit, in commit order per record, after it is durable. Must be quick.
using CommitListener = std::function<void(const std::vector<Change>&)>;

// The one place where rows are read and written. Built once, shared by all doors.
class Store {
public:
    // `blob_folder` keeps the bytes of attachments, `key_file` the keys that secrets are sealed
    // with.
    Store(db::Database& database, const base::Clock& clock, base::Log& log,
          std::string blob_folder = {}, const std::string& key_file = {});
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // Wiring, before the first unit.
    void set_scripting(Scripting& scripting);
    void add_engine(Engine& engine);  // runs in the order of adding
    void listen(CommitListener listener);

    // A unit that only reads.
    void read(const std::shared_ptr<const Session>& session,
              const std::function<void(Unit&)>& work);
    // A unit that may write: returns when durable, with the listeners told. An exception rolls it
    // back.
    void write(const std::shared_ptr<const Session>& session,
               const std::function<void(Unit&)>& work);

    // The present metadata, compiled. Replaced after a unit that wrote metadata commits.
    std::shared_ptr<const Snapshot> snapshot() const;
    // Rebuilds the snapshot from the rows and brings the SQL schema to it. Called by the plugin
    // layer; other writes of metadata renew only what they touch.
    void reload(Unit& unit);
    // First start: works with this dictionary, whose tables do not exist yet, and creates them.
    void adopt(Unit& unit, std::shared_ptr<const model::Dictionary> dictionary);

    SessionCache& sessions() const;
    CountCache& counts() const;
    db::Database& database() const;
    const base::Clock& clock() const;
    base::Log& log() const;
    const BlobStore& blobs() const;
    const base::Secrets& secrets() const;
    Scripting& scripting() const;
    const std::vector<Engine*>& engines() const;

private:
    friend class Unit;
    void renew(Unit& unit);  // the snapshot, by what the unit wrote
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// The throwing forms for doors: Error(forbidden, "Operation Failed", "Operation against file … was
// aborted by Business Rule …") when a rule aborts.
void insert_or_throw(Unit& unit, Record& record);
void update_or_throw(Unit& unit, Record& record);
void remove_or_throw(Unit& unit, const Record& record);

}  // namespace stead::record
