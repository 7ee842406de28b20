#include "rest/ui/messages.h"

#include <map>

#include "base/json_writer.h"
#include "engine/metadata.h"
#include "record/snapshot.h"

namespace stead::rest::ui {

void get_messages(Call& call) {
    const auto language = call.path("lang");
    std::map<std::string_view, std::string_view> texts;
    const auto snapshot = call.store.snapshot();
    for (const auto& row : snapshot->rows("sys_ui_message"))
        if (engine::column(row, "language") == language)
            texts[engine::column(row, "key")] = engine::column(row, "message");
    std::string text;
    base::JsonWriter json(text);
    json.begin_object();
    for (const auto& [key, message] : texts) json.member(key, message);
    json.end_object();
    call.answer(std::move(text));
}

}  // namespace stead::rest::ui
