#pragma once

#include <memory>

#include "record/unit.h"
#include "record/write.h"
#include "script/context.h"
#include "script/host.h"

namespace stead::script {

class Scripts;

// What a running script belongs to: the unit whose transaction it shares, and the write that it is
// a rule of, if it is one.
struct Call : Environment {
    Call(Scripts& scripts, record::Unit& unit, record::Write* write = nullptr)
        : scripts(scripts), unit(unit), write(write) {}

    Scripts& scripts;
    record::Unit& unit;
    record::Write* write;
    std::string_view origin;    // of the script
    Call* around = nullptr;     // the call whose script caused this one
    bool strict_query = false;  // queries with an unknown field find nothing; of the outermost

    Call& outermost() { return around ? around->outermost() : *this; }
};

// The call that a native serves. Throws Error(thrown) when there is none.
Call& call_of(const Arguments& args);
Call& call_of(Context& context);

}  // namespace stead::script
