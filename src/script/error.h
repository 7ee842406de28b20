#pragma once

#include <string>

#include "base/error.h"

namespace stead::script {

enum class Failure {
    thrown,    // the script threw, or called something that did
    syntax,    // it does not compile
    deadline,  // it ran longer than it may
    memory,    // it took more memory than it may
    cancelled  // somebody stopped it
};

// Why a script did not come to its end. `what()` reads "name:line:column message".
class Error : public base::Error {
public:
    Error(Failure failure, std::string message, std::string script = {}, unsigned line = 0,
          unsigned column = 0);

    // Stopped from outside: the script that called could not catch it either.
    bool stopped() const { return failure >= Failure::deadline; }

    Failure failure;
    std::string message;  // without the place
    std::string script;   // the name of the source; empty when the place is unknown
    unsigned line = 0;    // 1-based; 0 = unknown
    unsigned column = 0;  // 1-based
    // What a thrown error of sn_ws_err, or a refusal of the record layer that the script did not
    // catch, tells a web service to answer; `detail` comes with it. 0: it says nothing.
    int http_status = 0;
};

}  // namespace stead::script
