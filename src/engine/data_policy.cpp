#include "engine/data_policy.h"

#include "base/error.h"
#include "base/text.h"
#include "engine/metadata.h"
#include "record/snapshot.h"
#include "record/unit.h"
#include "record/words.h"

namespace stead::engine {

namespace {

using record::MetadataRow;
using record::Operation;
using record::Phase;
using record::Write;

bool concerns(const MetadataRow& policy, const model::Table& table) {
    const auto& model_table = column(policy, "model_table");
    return model_table == table.name || (flag(policy, "inherit") && table.is_a(model_table));
}

bool holds(const MetadataRow& policy, Write& write) {
    const auto& condition = column(policy, "conditions");
    return condition.empty() || write.unit.matches(condition, write.current, &write);
}

void join(std::string& list, const std::string& label) {
    list += (list.empty() ? "" : ", ") + label;
}

// What the rules of one policy complain about.
struct Complaints {
    std::string missing, read_only;
};

void check(const MetadataRow& policy, Write& write, Complaints& complaints) {
    for (const auto& rule : write.unit.snapshot().rows("sys_data_policy_rule")) {
        if (column(rule, "sys_data_policy") != column(policy, "sys_id")) continue;
        const auto* field = write.current.table().find(column(rule, "field"));
        if (!field) continue;
        if (column(rule, "mandatory") == "true" && write.current.get(*field).empty())
            join(complaints.missing, write.unit.words().label(*field));
        if (column(rule, "disabled") == "true" && write.previous && write.changed(*field))
            join(complaints.read_only, write.unit.words().label(*field));
    }
}

}  // namespace

bool DataPolicy::applies(Phase phase, Operation operation, const model::Table&) const {
    return phase == Phase::before && operation != Operation::remove;
}

void DataPolicy::run(Phase, Write& write) {
    if (write.unit.session().system) return;
    Complaints complaints;
    for (const auto& policy : write.unit.snapshot().rows("sys_data_policy2"))
        if (concerns(policy, write.current.table()) && holds(policy, write))
            check(policy, write, complaints);
    std::string detail;
    if (!complaints.missing.empty()) detail += complaints.missing + " is mandatory";
    if (!complaints.read_only.empty())
        detail += (detail.empty() ? "" : "; ") + complaints.read_only + " is read only";
    if (!detail.empty())
        throw base::Error(base::Status::forbidden, "Operation Failed",
                          "Data Policy Exception: " + detail);
}

}  // namespace stead::engine
