#include "script/scripts.h"

#include "record/snapshot.h"
#include "record/store.h"
#include "script/glide/api.h"
#include "script/glide/element_object.h"
#include "script/glide/record_object.h"
#include "script/guarded.h"
#include "script/includes.h"
#include "script/runtime.h"
#include "script/value_equality.h"

namespace stead::script {
namespace {

constexpr Limits value_limits{std::chrono::seconds{2}};

std::vector<std::string> ambient_names() {
    return {"current", "previous", "g_scratchpad", "event",    "email",    "email_action",
            "source",  "target",   "producer",     "template", "gs_action"};
}

// In an insert there is nothing before: an empty record. In an async rule it is gone.
std::shared_ptr<RecordObject> previous_of(Call& call, const record::Write& write) {
    if (write.previous) return RecordObject::on_lent(call, *write.previous);
    if (write.operation != record::Operation::insert) return nullptr;
    return std::make_shared<RecordObject>(call, write.current.table().name);
}

// The row of `current` belongs to the caller: when the script has ended, nobody else may reach it.
class Lent {
public:
    Lent(Call& call, record::Record* row)
        : object_(row ? RecordObject::on_borrowed(call, *row) : nullptr) {}
    Lent(Call& call, record::Write& write)
        : object_(RecordObject::on_write(call, write)), previous_(previous_of(call, write)) {}
    ~Lent() {
        if (object_) object_->detach();
        if (previous_) previous_->detach();
    }
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    Value value() const { return object_; }
    Value previous() const { return previous_; }

private:
    std::shared_ptr<RecordObject> object_;
    std::shared_ptr<RecordObject> previous_;
};

bool is_running(const Context& context, std::string_view origin, const record::Write& write) {
    const auto* call = dynamic_cast<const Call*>(context.environment());
    for (; call; call = call->around) {
        if (call->write && call->origin == origin &&
            call->write->current.sys_id() == write.current.sys_id()) {
            return true;
        }
    }
    return false;
}

// Short texts are their own key; many share an origin such as "condition".
std::string cache_key(const Job& job) {
    if (job.text.size() < 200) return std::string(job.text);
    return std::string(job.origin) + "#" + std::to_string(std::hash<std::string_view>{}(job.text));
}

std::string text_of(Call& call, const Value& value) {
    if (const auto element = value.object<ElementObject>()) return element->text(call);
    if (const auto object = value.object<RecordObject>()) {
        return object->row() ? object->row()->sys_id() : std::string();
    }
    return value.text();
}

bool truth_of(Call& call, const Value& value) {
    if (const auto element = value.object<ElementObject>()) return element->counts_as_true(call);
    return value.truth();
}

}  // namespace

struct Scripts::Parts {
    record::Store& store;
    std::unique_ptr<Runtime> runtime;
};

namespace {

Options runtime_options(const ScriptsOptions& options) {
    Options made;
    made.just_in_time = options.just_in_time;
    made.ambient = ambient_names();
    made.find_name = find_include;
    made.rewrite = with_value_equality;
    made.setup = install_glide;
    return made;
}

}  // namespace

Scripts::Scripts(record::Store& store, ScriptsOptions options)
    : parts_(std::make_unique<Parts>(Parts{store, nullptr})) {
    parts_->runtime = std::make_unique<Runtime>(runtime_options(options));
}

Scripts::~Scripts() = default;

// Classes are made from the dictionary: another dictionary, other classes.
Context& Scripts::context(record::Unit& unit) {
    thread_local std::uint64_t generation = 0;
    Context& found = parts_->runtime->context();
    const auto present = unit.snapshot().generation();
    if (generation != present && found.depth() == 0) {
        found.forget_classes();
        generation = present;
    }
    return found;
}

Value Scripts::execute(record::Unit& unit, const Job& job, Members& bindings, record::Write* write,
                       bool read_back) {
    Call call(*this, unit, write);
    call.around = dynamic_cast<Call*>(context(unit).environment());
    call.origin = job.origin;
    const auto key = cache_key(job);
    const Source source{key, job.origin, job.text, job.form};
    auto& found = context(unit);
    try {
        return read_back ? found.run_and_read(source, bindings, job.limits, &call)
                         : found.run(source, bindings, job.limits, &call);
    } catch (const Error& error) {
        // What a script tells the caller of a web service is no trouble of ours.
        if (error.http_status == 0 || error.http_status >= 500)
            parts_->store.log().error(error.what(), {{"script", job.origin}});
        throw;
    }
}

std::string Scripts::value(record::Unit& unit, std::string_view origin, std::string_view script,
                           record::Record* current) {
    Call call(*this, unit);
    const Lent lent(call, current);
    Members bindings{{"current", lent.value()}};
    return text_of(call, execute(unit, {origin, script, Form::script, value_limits}, bindings,
                                 nullptr, false));
}

std::optional<std::string> Scripts::guarded_value(record::Unit& unit, std::string_view expression) {
    if (!is_guarded(unit.snapshot(), expression)) return {};
    Call call(*this, unit);
    Members none;
    try {
        return text_of(call, execute(unit, {"filter", expression, Form::script, list_limits}, none,
                                     nullptr, false));
    } catch (const Error&) {
        return {};
    }
}

bool Scripts::allows(record::Unit& unit, std::string_view origin, std::string_view script,
                     record::Record& current) {
    Call call(*this, unit);
    const Lent lent(call, &current);
    Members bindings{{"current", lent.value()}, {"previous", Null{}}};
    try {
        return truth_of(call, execute(unit, {origin, script, Form::script, list_limits}, bindings,
                                      nullptr, false));
    } catch (const Error&) {
        return false;
    }
}

std::string Scripts::query_conditions(record::Unit& unit, std::string_view origin,
                                      std::string_view script, const model::Table& table) {
    Call call(*this, unit);
    auto query = std::make_shared<RecordObject>(call, table.name);
    Members bindings{{"current", query}, {"previous", Null{}}};
    execute(unit, {origin, script, Form::script, value_limits}, bindings, nullptr, false);
    return query->query.conditions();
}

void Scripts::run(record::Unit& unit, std::string_view origin, std::string_view script,
                  record::Write& write) {
    if (is_running(context(unit), origin, write)) {
        parts_->store.log().warn("a rule causes itself; not run again", {{"script", origin}});
        return;
    }
    Call call(*this, unit, &write);
    const Lent lent(call, write);
    Members bindings{
        {"current", lent.value()}, {"previous", lent.previous()}, {"g_scratchpad", Members{}}};
    execute(unit, {origin, script}, bindings, &write, false);
}

bool Scripts::holds(record::Unit& unit, std::string_view origin, std::string_view script,
                    record::Write& write) {
    if (base::trim(script).empty()) return true;
    Call call(*this, unit, &write);
    const Lent lent(call, write);
    Members bindings{{"current", lent.value()}, {"previous", lent.previous()}};
    return truth_of(
        call, execute(unit, {origin, script, Form::script, value_limits}, bindings, &write, false));
}

bool Scripts::condition(record::Unit& unit, std::string_view origin, std::string_view script,
                        record::Record* current, const Members& more) {
    if (base::trim(script).empty()) return true;
    Call call(*this, unit);
    const Lent lent(call, current);
    Members bindings = more;
    bindings.emplace_back("current", lent.value());
    return truth_of(call, execute(unit, {origin, script, Form::script, value_limits}, bindings,
                                  nullptr, false));
}

Value Scripts::run(record::Unit& unit, const Job& job, const Members& bindings) {
    Members copy = bindings;
    return execute(unit, job, copy, nullptr, false);
}

std::string Scripts::text(record::Unit& unit, const Job& job, const Members& bindings) {
    Call call(*this, unit);
    Members copy = bindings;
    return text_of(call, execute(unit, job, copy, nullptr, false));
}

Value Scripts::run_and_read(record::Unit& unit, const Job& job, Members& bindings) {
    return execute(unit, job, bindings, nullptr, true);
}

Value Scripts::record_value(record::Unit& unit, const record::Record& row) {
    Call call(*this, unit);
    return RecordObject::on(call, row);
}

Value Scripts::shared_record_value(record::Unit& unit, record::Record& row) {
    Call call(*this, unit);
    return RecordObject::on_borrowed(call, row);
}

Value Scripts::empty_record_value(record::Unit& unit, std::string_view table) {
    Call call(*this, unit);
    return std::make_shared<RecordObject>(call, table);
}

void Scripts::check(std::string_view text, Form form) {
    parts_->runtime->context().check({text, "script", text, form});
}

std::size_t Scripts::heap_bytes() const {
    return parts_->runtime->context().heap_bytes();
}

void Scripts::collect() {
    parts_->runtime->context().collect();
}

}  // namespace stead::script
