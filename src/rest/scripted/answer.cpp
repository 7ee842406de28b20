#include "rest/scripted/answer.h"

#include "http/conditional.h"
#include "rest/scripted/value_json.h"
#include "script/web/response_object.h"

namespace stead::rest::scripted {

namespace {

using script::ContentStream;
using script::ResponseObject;

// A file alone goes out piece by piece, and in parts where the caller asks for parts.
bool answer_with_file(Call& call, const ResponseObject& response) {
    if (response.written.size() != 1 || response.status != 200) return false;
    const auto* stream = std::get_if<std::shared_ptr<ContentStream>>(&response.written.front());
    if (!stream || !(*stream)->is_file()) return false;
    http::FileAnswer file;
    file.path = (*stream)->path();
    const auto type = call.exchange.response.headers.get("Content-Type");
    if (!type.empty()) file.media_type = type;
    http::answer_file(call.exchange, file);
    return true;
}

std::string text_of(const ResponseObject& response) {
    std::string text;
    for (const auto& piece : response.written)
        if (const auto* part = std::get_if<std::string>(&piece))
            text += *part;
        else
            text += std::get<std::shared_ptr<ContentStream>>(piece)->read();
    return text;
}

void answer_stream(Call& call, const ResponseObject& response) {
    if (answer_with_file(call, response)) return;
    auto& http = call.exchange.response;
    std::string type(http.headers.get("Content-Type"));
    http.set(type.empty() ? "application/json;charset=UTF-8" : type, text_of(response));
}

std::string result_json(script::Call& inner, const script::Value& result) {
    std::string text;
    base::JsonWriter json(text);
    json.begin_object().key("result");
    write_value(json, inner, result);
    json.end_object();
    return text;
}

}  // namespace

void write_answer(Call& call, script::Call& inner, const ResponseObject& response,
                  const script::Value& returned) {
    auto& http = call.exchange.response;
    for (const auto& [name, value] : response.headers) http.headers.set(name, value);
    if (response.by_door) return;
    http.status = response.status;
    if (response.error) {
        call.answer(error_json(response.error->message, response.error->detail), response.status);
    } else if (response.streams) {
        answer_stream(call, response);
    } else if (!response.json.empty()) {
        call.answer(response.json, response.status);
    } else if (response.status != 204) {
        const auto& result = response.body ? *response.body : returned;
        if (!result.is_undefined()) call.answer(result_json(inner, result), response.status);
    }
}

}  // namespace stead::rest::scripted
