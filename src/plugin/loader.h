#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "plugin/definition.h"
#include "plugin/row_index.h"
#include "plugin/source.h"

namespace stead::record {
class Store;
class Unit;
}  // namespace stead::record
namespace stead::script {
class Scripts;
}

namespace stead::plugin {

// What a load did with one plugin's rows.
struct LoadCount {
    std::string plugin;
    int inserted = 0, updated = 0, removed = 0, skipped = 0;
    bool unchanged = true;  // content hash as before: nothing was looked at
    std::string history;    // sys_id in sys_upgrade_history
};

struct LoadOptions {
    // Ids to activate at the first start besides what they require; empty: all that are active by
    // default. "platform" always is.
    std::vector<std::string> only;
    // Ids to activate now, with what they require, in addition to those that are active already.
    std::vector<std::string> activate;
    bool demo = false;
};

// Brings the database to what the plugin folders say (design.md §5).
class Loader {
public:
    Loader(record::Store& store, script::Scripts& scripts, base::SettableClock& clock,
           std::vector<SourceFolder> sources);

    // Checks everything first: mistakes end the load with Error(bad_request) whose message lists
    // all of them as `file:line: text`, before anything is written. Tables come first, in one
    // transaction; then every plugin has one of its own.
    // Also while the server runs; one load at a time.
    std::vector<LoadCount> load(const LoadOptions& options);

    // Can this be loaded, as far as requirements go? Throws as `load` does.
    void check(const LoadOptions& options) const;

    const std::vector<Manifest>& manifests() const { return manifests_; }
    const std::vector<SourceFolder>& sources() const { return sources_; }

private:
    std::vector<Manifest> active(const LoadOptions& options) const;
    // Everything is as it was loaded last: no file needs to be parsed.
    bool nothing_to_do(const std::vector<Manifest>& active, bool demo) const;
    const SourceFolder& source_of(const Manifest& manifest) const;
    std::vector<Definition> read(const std::vector<Manifest>& active, Problems& problems) const;
    void write(const std::vector<Definition>& definitions,
               const std::shared_ptr<const model::Dictionary>& dictionary, const RowIndex& index,
               std::vector<LoadCount>& counts);
    void note_others(const std::vector<Manifest>& active);

    record::Store& store_;
    script::Scripts& scripts_;
    base::SettableClock& clock_;
    std::vector<SourceFolder> sources_;
    std::vector<Manifest> manifests_;
    Problems manifest_problems_;
    std::mutex mutex_;
};

}  // namespace stead::plugin
