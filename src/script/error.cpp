#include "script/error.h"

namespace stead::script {
namespace {

std::string placed(const std::string& message, const std::string& script, unsigned line,
                   unsigned column) {
    if (script.empty()) return message;
    if (line == 0) return script + " " + message;
    return script + ":" + std::to_string(line) + ":" + std::to_string(column) + " " + message;
}

}  // namespace

Error::Error(Failure failure, std::string message, std::string script, unsigned line,
             unsigned column)
    : base::Error(base::Status::internal, placed(message, script, line, column)),
      failure(failure),
      message(std::move(message)),
      script(std::move(script)),
      line(line),
      column(column) {}

}  // namespace stead::script
