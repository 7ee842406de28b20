#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/import/row_result.h"
#include "engine/import/transform_map.h"
#include "record/store.h"

namespace stead::script {
class Scripts;
}

namespace stead::engine {

inline constexpr std::string_view import_handler = "import_set";  // of its queue entries

// What is known of a row of sys_import_set outside of the unit that read it.
struct ImportSet {
    std::string sys_id, number, table;
};

// Throws Error(bad_request) unless rows of this table are rows of imports.
void require_staging(const model::Table& table);

// A new import set with these rows as they came, pending. The person of the unit needs the right to
// create rows of their table; the rows come back completed.
ImportSet load_rows(record::Unit& unit, std::vector<record::Record>& rows, record::Record set);

// Turns the rows of one import set into records, each row and map in a unit of its own, so that a
// row that fails harms no other. Access rules do not bind an import: who may write into the staging
// table may do what its maps do.
class ImportRun {
public:
    ImportRun(record::Store& store, script::Scripts& scripts,
              const std::shared_ptr<const record::Session>& session, ImportSet set);

    void begin();  // onStart
    // What became of a row; kept in it, too.
    std::vector<RowResult> transform(const std::string& row_id);
    void end();  // onComplete; the set is processed

    std::vector<std::string> pending(std::int64_t limit) const;

private:
    struct Started {
        bool ignore = false;
        std::string error;
    };

    void run_scripts(std::string_view when, const TransformMap& map, Started& outcome);
    RowResult run_map(const TransformMap& map, const std::string& row_id,
                      std::vector<std::string>& lines);
    void reject(const TransformMap& map, const std::string& row_id,
                std::vector<std::string>& lines);
    void keep(const std::string& row_id, const std::vector<RowResult>& results,
              const std::vector<std::string>& lines);
    void note(const std::string& where, const std::vector<std::string>& lines) const;
    std::shared_ptr<const record::Session> session(bool run_rules) const;

    record::Store& store_;
    script::Scripts& scripts_;
    std::shared_ptr<const record::Session> person_;
    std::shared_ptr<const record::Snapshot> snapshot_;  // the maps are as of the beginning
    ImportSet set_;
    const std::vector<TransformMap>& maps_;
    std::map<std::string, Started> started_;  // by map
};

// Has the rows of the set transformed in the background; `after` is the set that must be done
// first, or "".
void queue_import(record::Unit& unit, const ImportSet& set, const std::string& after);

// What such a queue entry asks for, in the name of that person. False: another set must be done
// first.
bool run_queued_import(record::Store& store, script::Scripts& scripts, const std::string& set_id,
                       const std::string& after, const std::string& person);

}  // namespace stead::engine
