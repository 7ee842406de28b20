#pragma once

#include "plugin/definition.h"

namespace stead::record {
class Unit;
}
namespace stead::script {
class Scripts;
}

namespace stead::plugin {

// Runs the once-only repairs of a plugin, `fixes/NNNN-title.js` by their names, that have not run
// here. Each is a row of sys_script_fix; a new plugin has nothing to repair, so that its fixes are
// only noted. One that fails takes the whole load of its plugin with it.
void run_fixes(record::Unit& unit, script::Scripts& scripts, const Definition& definition,
               bool plugin_is_new);

// Reports files in fixes/ that are not named NNNN-title.js.
void check_fixes(const Definition& definition, Problems& problems);

}  // namespace stead::plugin
