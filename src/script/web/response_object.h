#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "script/host.h"
#include "script/web/content_stream.h"

namespace stead::script {

// RESTAPIResponse (c_ScriptableServiceResponseBuilder): what a web service's script says the answer
// should be. The door reads it when the script has ended.
class ResponseObject : public HostObject, public std::enable_shared_from_this<ResponseObject> {
public:
    using Piece = std::variant<std::string, std::shared_ptr<ContentStream>>;

    const std::shared_ptr<const HostClass>& host_class() const override;

    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;  // names and values are clean
    std::optional<Value> body;                                 // what goes under `result`
    std::vector<Piece> written;  // by the stream writer: goes as it is, instead of a body
    bool streams = false;        // the script asked for the writer
    std::string json;            // the whole answer, made by the door in the script's name
    bool by_door = false;        // the door has answered already: with a file
    // An error that the script set instead of throwing it.
    struct Failure {
        std::string message, detail;
    };
    std::optional<Failure> error;
};

}  // namespace stead::script
