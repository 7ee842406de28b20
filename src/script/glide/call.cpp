#include "script/glide/call.h"

namespace stead::script {

Call& call_of(Context& context) {
    if (auto* call = dynamic_cast<Call*>(context.environment())) return *call;
    throw Error(Failure::thrown, "no records can be reached from here");
}

Call& call_of(const Arguments& args) {
    return call_of(args.context());
}

}  // namespace stead::script
