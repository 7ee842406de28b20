#include "record/blob_cleanup.h"

#include "record/blob_store.h"
#include "record/session.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::record {

namespace {

constexpr const char* files = "sys_attachment";

bool is_named(Unit& unit, const std::string& hash) {
    auto& statement =
        unit.connection().prepare("SELECT 1 FROM \"sys_attachment\" WHERE \"hash\" = " +
                                  unit.connection().dialect().placeholder(1) + " LIMIT 1");
    statement.bind(1, std::string_view(hash));
    return statement.step();
}

// In a unit of its own: no upload of equal bytes can come between the look and the removal.
void remove_unnamed(Store& store, const std::string& hash) {
    try {
        store.write(system_session(), [&](Unit& unit) {
            if (!is_named(unit, hash)) store.blobs().remove(hash);
        });
    } catch (const std::exception& fault) {
        store.log().warn("a file that nothing names stays",
                         {{"hash", hash}, {"why", fault.what()}});
    }
}

}  // namespace

bool BlobCleanup::applies(Phase phase, Operation operation, const model::Table& table) const {
    return phase == Phase::after && operation == Operation::remove && table.name == files;
}

void BlobCleanup::run(Phase, Write& write) {
    const Record& row = write.current;
    write.unit.event("attachment.deleted", &row, row.get("file_name"), row.get("table_name"));
    write.unit.after_commit(
        [&store = write.unit.store(), hash = row.get("hash")] { remove_unnamed(store, hash); });
}

}  // namespace stead::record
