#include "base/ids.h"
#include "model/encoded_query.h"
#include "script/glide/element_object.h"
#include "script/glide/query_values.h"
#include "script/glide/record_class.h"
#include "script/glide/record_object.h"

namespace stead::script {
namespace {

RecordObject& self(Arguments& args) {
    return args.self<RecordObject>();
}

// A clause of the query that scripts extend.
struct Condition : HostObject {
    Condition(std::shared_ptr<RecordObject> owner, std::size_t clause)
        : owner(std::move(owner)), clause(clause) {}
    const std::shared_ptr<const HostClass>& host_class() const override {
        static const auto made = condition_class();
        return made;
    }
    std::shared_ptr<RecordObject> owner;
    std::size_t clause;
};

Value condition(Arguments& args, std::string term) {
    auto owner = args.shared_self_as<RecordObject>();
    const auto clause = owner->query.add(std::move(term));
    return std::make_shared<Condition>(std::move(owner), clause);
}

Value add_encoded(Arguments& args) {
    self(args).query.add_encoded(settled_query(call_of(args), args.text(0)));
    return {};
}

Value add_query(Arguments& args) {
    if (args.size() < 2) {
        return condition(args, settled_query(call_of(args), args.text(0)));
    }
    return condition(args, term_of(args));
}

Value add_null(Arguments& args) {
    return condition(args, args.text(0) + "ISEMPTY");
}

Value add_not_null(Arguments& args) {
    return condition(args, args.text(0) + "ISNOTEMPTY");
}

template <bool active>
Value add_active(Arguments& args) {
    const auto* table = self(args).table();
    if (!table || !table->find("active")) return {};
    return condition(args, active ? "active=true" : "active=false");
}

// The field of the joined table that points here, when the script names none.
std::string pointing_field(const model::Dictionary& dictionary, std::string_view joined,
                           const model::Table& table) {
    const auto* other = dictionary.find(joined);
    if (!other) return {};
    for (const auto& field : other->fields()) {
        if (field.kind() == model::Kind::reference && table.is_a(field.reference))
            return field.name;
    }
    return {};
}

Value add_join(Arguments& args) {
    auto& record = self(args);
    if (!record.table()) return {};
    const auto joined = args.text(0);
    const auto own = args.present(1) ? args.text(1) : "sys_id";
    const auto other =
        args.present(2) ? args.text(2)
                        : pointing_field(call_of(args).unit.dictionary(), joined, *record.table());
    return condition(args,
                     "JOIN" + record.table_name() + "." + own + "=" + joined + "." + other + "!");
}

template <bool descending>
Value order_by(Arguments& args) {
    self(args).query.order_by(args.text(0), descending);
    return {};
}

Value set_limit(Arguments& args) {
    auto& record = self(args);
    record.limit = static_cast<std::int64_t>(args.number(0));
    record.window_begin = 0;
    record.window_end = -1;
    return {};
}

Value choose_window(Arguments& args) {
    auto& record = self(args);
    record.window_begin = std::max<std::int64_t>(0, static_cast<std::int64_t>(args.number(0)));
    record.window_end = static_cast<std::int64_t>(args.number(1));
    return {};
}

Value run_query(Arguments& args) {
    auto& record = self(args);
    if (args.size() >= 2) record.query.add(term_of(args));
    record.run(call_of(args));
    return {};
}

Value get(Arguments& args) {
    auto& record = self(args);
    auto& call = call_of(args);
    if (!record.table()) return false;
    if (args.size() >= 2) return record.get(call, term_of(args));
    const auto wanted = field_argument(args, 0);
    if (wanted.empty()) return false;
    if (record.get(call, query_term("sys_id", "=", wanted))) return true;
    if (base::is_sys_id(wanted)) return false;
    return record.get(call, query_term(record.table()->display_field().name, "=", wanted));
}

Value find(Arguments& args) {
    auto& record = self(args);
    const auto wanted = field_argument(args, 1);
    while (record.next(call_of(args))) {
        if (record.row()->get(args.text(0)) == wanted) return true;
    }
    return false;
}

bool is_valid_query(Arguments& args) {
    auto& record = self(args);
    if (!record.table()) return false;
    return model::parse_encoded_query(args.text(0), call_of(args).unit.dictionary(),
                                      *record.table())
        .dropped.empty();
}

Value apply_valid_query(Arguments& args) {
    const bool valid = is_valid_query(args);
    if (valid)
        add_encoded(args);
    else
        self(args).unusable = true;
    return valid;
}

Value nothing(Arguments&) {
    return {};
}

Value next(Arguments& args) {
    return self(args).next(call_of(args));
}
Value has_next(Arguments& args) {
    return self(args).has_next(call_of(args));
}

Value add_or_condition(Arguments& args) {
    auto& one = args.self<Condition>();
    one.owner->query.add_or(one.clause, term_of(args));
    return args.shared_self();
}

Value add_condition(Arguments& args) {
    auto& one = args.self<Condition>();
    one.owner->query.add_and(one.clause, term_of(args));
    return args.shared_self();
}

}  // namespace

std::shared_ptr<const HostClass> condition_class() {
    HostClass made{.name = "GlideQueryCondition"};
    made.methods = {{"addOrCondition", add_or_condition}, {"addCondition", add_condition}};
    return std::make_shared<const HostClass>(std::move(made));
}

std::vector<Method> record_query_methods() {
    return {
        {"addQuery", add_query},
        {"addEncodedQuery", add_encoded},
        {"addUserQuery", add_query},
        {"addUserEncodedQuery", add_encoded},
        {"addSystemQuery", add_query},
        {"addSystemEncodedQuery", add_encoded},
        {"addNullQuery", add_null},
        {"addNotNullQuery", add_not_null},
        {"addActiveQuery", add_active<true>},
        {"addInactiveQuery", add_active<false>},
        {"addJoinQuery", add_join},
        {"orderBy", order_by<false>},
        {"orderByDesc", order_by<true>},
        {"setLimit", set_limit},
        {"chooseWindow", choose_window},
        {"setNoCount", nothing},
        {"setCategory", nothing},
        {"addExtraField", nothing},
        {"disableSysIdInOptimization", nothing},
        {"query", run_query},
        {"_query", run_query},
        {"queryNoDomain", run_query},
        {"next", next},
        {"_next", next},
        {"hasNext", has_next},
        {"_hasNext", has_next},
        {"get", get},
        {"_get", get},
        {"find", find},
        {"getRowCount", [](Arguments& args) { return Value(self(args).row_count(call_of(args))); }},
        {"getLocation", [](Arguments& args) { return Value(self(args).location()); }},
        {"getEncodedQuery", [](Arguments& args) { return Value(self(args).query.conditions()); }},
        {"isValidEncodedQuery",
         [](Arguments& args) { return Value(args.present(0) && is_valid_query(args)); }},
        {"isEncodedQueryValid", apply_valid_query}};
}

}  // namespace stead::script
