#include "record/store.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>

#include "base/error.h"
#include "base/secrets.h"
#include "model/dictionary_builder.h"
#include "record/count_cache.h"
#include "record/engine_plan.h"
#include "record/session_cache.h"
#include "record/snapshot.h"
#include "record/snapshot_builder.h"
#include "record/unit_state.h"

namespace stead::record {

struct Store::Parts {
    Parts(db::Database& database, const base::Clock& clock, base::Log& log, std::string blob_folder,
          const std::string& key_file)
        : database(database),
          clock(clock),
          log(log),
          blobs(std::move(blob_folder)),
          secrets(key_file) {}

    db::Database& database;
    const base::Clock& clock;
    base::Log& log;
    BlobStore blobs;
    base::Secrets secrets;
    SessionCache sessions;
    CountCache counts;
    Scripting* scripting = nullptr;
    std::vector<Engine*> engines;
    std::vector<CommitListener> listeners;
    std::mutex publish_mutex;
    std::atomic<std::shared_ptr<const Snapshot>> snapshot;
    std::atomic<std::uint64_t> next_generation{1};
    // Tables whose rows the snapshots hold that were made but are not published yet; only the
    // writer looks.
    std::map<std::uint64_t, std::set<std::string>> unpublished;

    void publish(const std::shared_ptr<const Snapshot>& fresh) {
        const std::lock_guard lock(publish_mutex);
        if (fresh->generation() > snapshot.load()->generation()) snapshot = fresh;
    }

    // Everything that was written since a snapshot was made. Units of one commit follow each other
    // before any of their snapshots is published; that one of them was rolled back only means
    // reading its tables again.
    std::set<std::string> written_since(std::uint64_t generation, std::set<std::string> tables) {
        for (auto at = unpublished.upper_bound(generation); at != unpublished.end(); ++at)
            tables.insert(at->second.begin(), at->second.end());
        unpublished.erase(unpublished.begin(),
                          unpublished.upper_bound(snapshot.load()->generation()));
        return tables;
    }
};

namespace {

bool is_text_indexed(const model::Dictionary& dictionary, const model::Table& root) {
    return std::any_of(root.descendants.begin(), root.descendants.end(),
                       [&](const std::string& name) { return dictionary.get(name).text_index; });
}

void bring_schema(db::Database& database, db::Connection& connection,
                  const model::Dictionary& dictionary) {
    for (const auto& table : dictionary.tables()) {
        if (table->root != table.get()) continue;
        const auto wanted = model::schema_of(dictionary, *table);
        const auto present = database.present_schema(connection, wanted.table);
        for (const auto& sql : connection.dialect().migrate(wanted, present))
            connection.execute(sql);
        if (is_text_indexed(dictionary, *table) &&
            database.present_schema(connection, table->name + "_fts").columns.empty())
            connection.execute(connection.dialect().create_full_text(table->name));
    }
}

}  // namespace

Store::Store(db::Database& database, const base::Clock& clock, base::Log& log,
             std::string blob_folder, const std::string& key_file)
    : parts_(std::make_unique<Parts>(database, clock, log, std::move(blob_folder), key_file)) {
    parts_->snapshot = empty_snapshot();
    database.read([&](db::Connection& connection) {
        parts_->snapshot = build_snapshot(connection, parts_->next_generation++, log);
    });
}

Store::~Store() = default;

SessionCache& Store::sessions() const {
    return parts_->sessions;
}
CountCache& Store::counts() const {
    return parts_->counts;
}
void Store::set_scripting(Scripting& scripting) {
    parts_->scripting = &scripting;
}
void Store::add_engine(Engine& engine) {
    parts_->engines.push_back(&engine);
}
void Store::listen(CommitListener listener) {
    parts_->listeners.push_back(std::move(listener));
}
db::Database& Store::database() const {
    return parts_->database;
}
const base::Clock& Store::clock() const {
    return parts_->clock;
}
const BlobStore& Store::blobs() const {
    return parts_->blobs;
}
const base::Secrets& Store::secrets() const {
    return parts_->secrets;
}
base::Log& Store::log() const {
    return parts_->log;
}
Scripting& Store::scripting() const {
    return *parts_->scripting;
}
const std::vector<Engine*>& Store::engines() const {
    return parts_->engines;
}
std::shared_ptr<const Snapshot> Store::snapshot() const {
    return parts_->snapshot.load();
}

void Store::read(const std::shared_ptr<const Session>& session,
                 const std::function<void(Unit&)>& work) {
    parts_->database.read([&](db::Connection& connection) {
        Unit unit(*this, connection, session, false);
        work(unit);
    });
}

void Store::write(const std::shared_ptr<const Session>& session,
                  const std::function<void(Unit&)>& work) {
    std::shared_ptr<UnitState> state;
    parts_->database.write([&](db::Connection& connection) {
        Unit unit(*this, connection, session, true);
        state = unit.state_;
        work(unit);
        if (!state->metadata_written.empty()) renew(unit);
    });
    parts_->publish(state->snapshot);
    parts_->sessions.changed(state->changes, state->snapshot->dictionary());
    if (!state->changes.empty())
        for (const auto& listener : parts_->listeners) listener(state->changes);
    for (const auto& action : state->after_commit) action();
}

void Store::reload(Unit& unit) {
    auto& state = *unit.state_;
    state.reading.forget();
    auto fresh = build_snapshot(unit.connection(), parts_->next_generation++, parts_->log);
    bring_schema(parts_->database, unit.connection(), fresh->dictionary());
    parts_->unpublished[fresh->generation()] = {"sys_db_object"};
    state.earlier.push_back(std::exchange(state.snapshot, std::move(fresh)));
    state.metadata_written.clear();
}

void Store::renew(Unit& unit) {
    auto& state = *unit.state_;
    state.reading.forget();
    auto fresh =
        renew_snapshot(*state.snapshot,
                       parts_->written_since(state.snapshot->generation(), state.metadata_written),
                       unit.connection(), parts_->next_generation++, parts_->log);
    if (&fresh->dictionary() != &state.snapshot->dictionary())
        bring_schema(parts_->database, unit.connection(), fresh->dictionary());
    parts_->unpublished[fresh->generation()] = std::move(state.metadata_written);
    state.earlier.push_back(std::exchange(state.snapshot, std::move(fresh)));
    state.metadata_written.clear();
}

void Store::adopt(Unit& unit, std::shared_ptr<const model::Dictionary> dictionary) {
    bring_schema(parts_->database, unit.connection(), *dictionary);
    auto fresh = bare_snapshot(std::move(dictionary), parts_->next_generation++);
    auto& state = *unit.state_;
    state.earlier.push_back(std::exchange(state.snapshot, std::move(fresh)));
}

namespace {

// What the rules told the user, a line each: the reason in words, before the rule's name.
std::string told(const Unit& unit) {
    std::string lines;
    for (const auto& message : unit.messages())
        if (message.kind == Message::Kind::error) lines += message.text + "\n";
    return lines;
}

void throw_aborted(Unit& unit, const Record& record) {
    const std::string rule = unit.last_abort();
    throw base::Error(base::Status::forbidden, "Operation Failed",
                      told(unit) + "Operation against file '" + record.table().name +
                          "' was aborted by Business Rule '" + rule +
                          "'. Business Rule Stack:" + rule.substr(0, rule.find('^')));
}

}  // namespace

void insert_or_throw(Unit& unit, Record& record) {
    if (!unit.insert(record)) throw_aborted(unit, record);
}

void update_or_throw(Unit& unit, Record& record) {
    if (!unit.update(record)) throw_aborted(unit, record);
}

void remove_or_throw(Unit& unit, const Record& record) {
    if (!unit.remove(record)) throw_aborted(unit, record);
}

}  // namespace stead::record
