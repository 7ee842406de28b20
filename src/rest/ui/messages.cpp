#include "rest/ui/messages.h"

#include "base/json_writer.h"
#include "record/store.h"
#include "record/words.h"

namespace stead::rest::ui {

void get_messages(Call& call) {
    const auto words = record::words(*call.store.snapshot(), call.path("lang"));
    std::string text;
    base::JsonWriter json(text);
    json.begin_object();
    for (const auto& [key, message] : words->messages()) json.member(key, message);
    json.end_object();
    call.answer(std::move(text));
}

}  // namespace stead::rest::ui
