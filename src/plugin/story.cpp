#include "plugin/story.h"

#include <algorithm>

#include "base/error.h"
#include "base/ids.h"
#include "base/log.h"
#include "base/password.h"
#include "plugin/relative_time.h"
#include "plugin/resolver.h"
#include "plugin/shipped.h"
#include "record/attachments.h"
#include "record/class_sql.h"
#include "record/sessions.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::plugin {

namespace {

using record::Record;
using record::Unit;

// One write of a story: the row itself (step 0) or one of its _then steps.
struct Step {
    base::Time at;
    const Definition* definition;
    const RowDefinition* row;
    const Node* then = nullptr;
};

// The clock runs again when the demo data is loaded, however that ends.
class ClockGuard {
public:
    explicit ClockGuard(base::SettableClock& clock) : clock_(clock) {}
    ~ClockGuard() { clock_.reset(); }
    ClockGuard(const ClockGuard&) = delete;
    ClockGuard& operator=(const ClockGuard&) = delete;

private:
    base::SettableClock& clock_;
};

class Player {
public:
    Player(record::Store& store, base::SettableClock& clock, const RowIndex& index)
        : store_(store), clock_(clock), index_(index), start_(clock.now()) {}

    void play(const std::vector<const Definition*>& definitions) {
        const ClockGuard guard(clock_);
        for (const auto* definition : definitions) play_standing(*definition);
        play_stories(definitions);
        for (const auto* definition : definitions) mark_loaded(*definition);
    }

private:
    // Rows without a time: people, accounts, products.
    void play_standing(const Definition& definition) {
        store_.write(session(""), [&](Unit& unit) {
            for (const auto& row : definition.demo)
                if (row.at.empty()) play(unit, {start_, &definition, &row});
        });
    }

    void play_stories(const std::vector<const Definition*>& definitions) {
        std::vector<Step> steps;
        for (const auto* definition : definitions)
            for (const auto& row : definition->demo) collect(*definition, row, steps);
        std::stable_sort(steps.begin(), steps.end(),
                         [](const Step& a, const Step& b) { return a.at < b.at; });
        store_.write(session(""), [&](Unit& unit) {
            for (const auto& step : steps) {
                clock_.freeze(step.at);
                play(unit, step);
            }
        });
    }

    base::Time time_of(const std::string& text, const RowDefinition& row) const {
        const auto time = relative_time(text, start_);
        if (!time)
            throw base::Error(base::Status::bad_request, row.file + ":" + std::to_string(row.line) +
                                                             ": \"" + text + "\" is no time");
        return *time;
    }

    void collect(const Definition& definition, const RowDefinition& row,
                 std::vector<Step>& steps) const {
        if (!row.at.empty()) steps.push_back({time_of(row.at, row), &definition, &row});
        for (const auto& then : row.then)
            steps.push_back({time_of(then.get("_at", "now"), row), &definition, &row, &then});
    }

    // The one who writes, not bound by ACLs, through the plugin door so that no mail leaves.
    std::shared_ptr<const record::Session> session(const std::string& user_name) {
        auto found = user_name.empty()
                         ? record::system_session()
                         : record::load_session_by_name(store_, user_name, record::Door::plugin);
        if (!found) throw base::Error(base::Status::bad_request, "There is no user " + user_name);
        auto copy = std::make_shared<record::Session>(*found);
        copy->door = record::Door::plugin;
        copy->bound_by_acls = false;
        return copy;
    }

    const std::shared_ptr<const record::Session>& cached_session(const std::string& user_name) {
        auto& slot = sessions_[user_name];
        if (!slot) slot = session(user_name);
        return slot;
    }

    void play(Unit& unit, const Step& step) {
        const std::string by = step.then ? step.then->get("_by") : step.row->by;
        auto view = unit.as(cached_session(by));
        try {
            step.then ? play_then(view, step) : play_first(view, step);
        } catch (const base::Error& error) {
            throw base::Error(
                error.status,
                step.row->file + ":" + std::to_string(step.row->line) + ": " + error.what(),
                error.detail);
        }
    }

    void play_first(Unit& unit, const Step& step) {
        const auto& row = *step.row;
        if (is_shipped(unit, row.sys_id)) return;
        Problems problems;
        const Resolver resolver(unit.dictionary(), index_, step.definition->manifest.id, start_);
        auto record = resolver.record(row, *step.definition->source, problems);
        if (!record || !problems.empty())
            throw base::Error(base::Status::bad_request, to_string(problems));
        share_password_hash(*record);
        const Record shipped = *record;
        record::insert_or_throw(unit, *record);
        note_shipped(unit, step.definition->manifest, row, shipped, true);
        for (const auto& file : row.attach) attach(unit, step, *record, file);
    }

    void play_then(Unit& unit, const Step& step) {
        const auto& table = unit.dictionary().get(step.row->table);
        auto record = record::load(unit, table, step.row->sys_id);
        if (!record) return;
        Problems problems;
        const Resolver resolver(unit.dictionary(), index_, step.definition->manifest.id, start_);
        for (const auto& [column, value] : step.then->members)
            if (!column.starts_with("_"))
                resolver.set(*record, column, value, *step.row, *step.definition->source, problems);
        if (!problems.empty()) throw base::Error(base::Status::bad_request, to_string(problems));
        record::update_or_throw(unit, *record);
        if (const auto* files = step.then->find("_attach"))
            for (const auto& file : files->items) attach(unit, step, *record, file);
    }

    void attach(Unit& unit, const Step& step, const Record& record, const Node& file) {
        const auto* source = step.definition->source->find(file.get("file"));
        if (!source)
            throw base::Error(base::Status::bad_request, "there is no file " + file.get("file"));
        record::NewAttachment attachment;
        attachment.table = record.table().name;
        attachment.record_sys_id = record.sys_id();
        attachment.file_name = file.get("name", source->path.substr(source->path.rfind('/') + 1));
        attachment.content_type = file.get("type");
        attachment.bytes = source->text;
        record::attach(unit, std::move(attachment));
    }

    // Hashing takes 35 ms on purpose; people of the demo world share a password and its hash.
    void share_password_hash(Record& record) {
        for (const auto& field : record.table().fields()) {
            if (field.type->name != "password" || record.get(field).empty()) continue;
            auto& hash = hashes_[record.get(field)];
            if (hash.empty()) hash = base::hash_password(record.get(field));
            record.set(field, hash);
        }
    }

    void mark_loaded(const Definition& definition) {
        store_.write(session(""), [&](Unit& unit) {
            const auto& table = unit.dictionary().get("sys_plugins");
            const auto id =
                base::derived_sys_id({"platform", "sys_plugins", definition.manifest.id});
            if (auto row = record::load(unit, table, id)) {
                row->set("demo_data_loaded", "true");
                record::update_or_throw(unit, *row);
            }
        });
    }

    record::Store& store_;
    base::SettableClock& clock_;
    const RowIndex& index_;
    base::Time start_;
    base::TextMap<std::shared_ptr<const record::Session>> sessions_;
    base::TextMap<std::string> hashes_;
};

bool is_loaded(record::Store& store, const Definition& definition) {
    bool loaded = false;
    store.read(record::system_session(), [&](Unit& unit) {
        const auto row =
            record::load(unit, unit.dictionary().get("sys_plugins"),
                         base::derived_sys_id({"platform", "sys_plugins", definition.manifest.id}));
        loaded = row && row->is_true("demo_data_loaded");
    });
    return loaded;
}

}  // namespace

void load_demo(record::Store& store, base::SettableClock& clock,
               const std::vector<Definition>& definitions, const RowIndex& index) {
    std::vector<const Definition*> missing;
    for (const auto& definition : definitions)
        if (!definition.demo.empty() && !is_loaded(store, definition))
            missing.push_back(&definition);
    if (!missing.empty()) Player(store, clock, index).play(missing);
}

}  // namespace stead::plugin
