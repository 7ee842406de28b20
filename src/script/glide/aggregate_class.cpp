#include "script/glide/aggregate_object.h"
#include "script/glide/query_values.h"

// The methods of GlideAggregate as scripts know them (scripting.md §5).
namespace stead::script {
namespace {

AggregateObject& self(Arguments& args) {
    return args.self<AggregateObject>();
}

std::string upper(std::string text) {
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

// COUNT of a field counts rows, by that field.
AggregateObject::Aggregate aggregate_argument(const Arguments& args, std::size_t first) {
    auto function = upper(args.text(first));
    return {function, function == "COUNT" ? std::string() : args.text(first + 1)};
}

Value add_aggregate(Arguments& args) {
    auto& aggregate = self(args);
    const auto wanted = aggregate_argument(args, 0);
    aggregate.aggregates.push_back(wanted);
    if (wanted.function == "COUNT" && args.present(1)) aggregate.group_by(args.text(1));
    return {};
}

Value get_aggregate(Arguments& args) {
    const auto* value = self(args).value(aggregate_argument(args, 0));
    return value ? Value(*value) : Value(Null{});
}

Value add_query(Arguments& args) {
    auto& query = self(args).query;
    query.add(args.size() < 2 ? settled_query(call_of(args), args.text(0)) : term_of(args));
    return {};
}

// Conditions that can be extended with alternatives.
struct Clause : HostObject {
    Clause(std::shared_ptr<AggregateObject> owner, std::size_t clause)
        : owner(std::move(owner)), clause(clause) {}
    const std::shared_ptr<const HostClass>& host_class() const override;
    std::shared_ptr<AggregateObject> owner;
    std::size_t clause;
};

Value add_or(Arguments& args) {
    auto& one = args.self<Clause>();
    one.owner->query.add_or(one.clause, term_of(args));
    return args.shared_self();
}

Value add_and(Arguments& args) {
    auto& one = args.self<Clause>();
    one.owner->query.add_and(one.clause, term_of(args));
    return args.shared_self();
}

const std::shared_ptr<const HostClass>& Clause::host_class() const {
    static const auto made = [] {
        HostClass shape{.name = "GlideQueryCondition"};
        shape.methods = {{"addOrCondition", add_or}, {"addCondition", add_and}};
        return std::make_shared<const HostClass>(std::move(shape));
    }();
    return made;
}

Value add_condition(Arguments& args) {
    if (args.size() < 2) return add_query(args);
    auto owner = args.shared_self_as<AggregateObject>();
    const auto clause = owner->query.add(term_of(args));
    return std::make_shared<Clause>(std::move(owner), clause);
}

Value add_encoded(Arguments& args) {
    self(args).query.add_encoded(settled_query(call_of(args), args.text(0)));
    return {};
}

Value add_not_null(Arguments& args) {
    self(args).query.add(args.text(0) + "ISNOTEMPTY");
    return {};
}

Value add_null(Arguments& args) {
    self(args).query.add(args.text(0) + "ISEMPTY");
    return {};
}

Value add_active(Arguments& args) {
    const auto* table = self(args).table();
    if (table && table->find("active")) self(args).query.add("active=true");
    return {};
}

Value group_by(Arguments& args) {
    self(args).group_by(args.text(0));
    return {};
}

template <bool descending>
Value order_by(Arguments& args) {
    self(args).group_by(args.text(0));
    self(args).order.push_back({args.text(0), {}, descending});
    return {};
}

template <bool descending>
Value order_by_aggregate(Arguments& args) {
    self(args).order.push_back({{}, aggregate_argument(args, 0), descending});
    return {};
}

// (aggregate, op, value) or (aggregate, field, op, value)
Value add_having(Arguments& args) {
    const bool named = args.size() > 3;
    const std::size_t op = named ? 2 : 1;
    auto function = upper(args.text(0));
    const auto field = named && function != "COUNT" ? args.text(1) : std::string();
    self(args).having.push_back({{function, field}, args.text(op), args.number(op + 1)});
    return {};
}

Value run(Arguments& args) {
    self(args).run(call_of(args));
    return {};
}

Value get_value(Arguments& args) {
    const auto* value = self(args).group_value(args.text(0));
    return value && !value->empty() ? Value(*value) : Value(Null{});
}

Value get_display_value(Arguments& args) {
    auto& aggregate = self(args);
    const auto name = args.text(0);
    const auto* value = aggregate.group_value(name);
    auto& unit = call_of(args).unit;
    const auto path = model::find_path(unit.dictionary(), *aggregate.table(), name);
    if (!value || !path) return "";
    record::Record row(*path->tables.back());
    row.load(path->last(), *value);
    return unit.as(record::with_acls(unit.session_ptr(), false)).display_value(row, path->last());
}

Value set_workflow(Arguments& args) {
    self(args).run_rules = args.truth(0);
    return {};
}

Value set_limit(Arguments& args) {
    self(args).limit = static_cast<std::int64_t>(args.number(0));
    return {};
}

Value nothing(Arguments&) {
    return {};
}

}  // namespace

std::shared_ptr<const HostClass> aggregate_class() {
    static const auto made = [] {
        HostClass shape{.name = "GlideAggregate"};
        shape.construct = [](Arguments& args) {
            return Value(std::make_shared<AggregateObject>(call_of(args), args.text(0)));
        };
        shape.methods = {
            {"addAggregate", add_aggregate},
            {"getAggregate", get_aggregate},
            {"addQuery", add_condition},
            {"addEncodedQuery", add_encoded},
            {"addNotNullQuery", add_not_null},
            {"addNullQuery", add_null},
            {"addActiveQuery", add_active},
            {"groupBy", group_by},
            {"orderBy", order_by<false>},
            {"orderByDesc", order_by<true>},
            {"orderByAggregate", order_by_aggregate<true>},
            {"addHaving", add_having},
            {"query", run},
            {"_query", run},
            {"next", [](Arguments& args) { return Value(self(args).next()); }},
            {"_next", [](Arguments& args) { return Value(self(args).next()); }},
            {"hasNext", [](Arguments& args) { return Value(self(args).has_next()); }},
            {"getRowCount", [](Arguments& args) { return Value(self(args).row_count()); }},
            {"getValue", get_value},
            {"getDisplayValue", get_display_value},
            {"getTableName", [](Arguments& args) { return Value(self(args).table_name()); }},
            {"getEncodedQuery",
             [](Arguments& args) { return Value(self(args).query.conditions()); }},
            {"setLimit", set_limit},
            {"setGroup", nothing},
            {"setCategory", nothing},
            {"setWorkflow", set_workflow},
            {"setAggregateWorkflow", set_workflow}};
        return std::make_shared<const HostClass>(std::move(shape));
    }();
    return made;
}

}  // namespace stead::script
