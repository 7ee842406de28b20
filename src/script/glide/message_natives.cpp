#include "base/ids.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/words.h"
#include "script/glide/api.h"
#include "script/glide/record_object.h"
#include "script/runtime.h"
#include "script/ui_action.h"

// What scripts say: to the log, to the person, to the event queue.
namespace stead::script {
namespace {

Value write_log(Arguments& args) {
    auto& log = call_of(args).unit.store().log();
    const auto level = args.text(0);
    const auto text = args.text(1);
    const auto source = args.present(2) ? args.text(2) : std::string("script");
    if (level == "error")
        log.error(text, {{"source", source}});
    else if (level == "warn")
        log.warn(text, {{"source", source}});
    else if (level == "debug")
        log.debug(text, {{"source", source}});
    else
        log.info(text, {{"source", source}});
    return {};
}

Value message(Arguments& args) {
    const auto kind =
        args.text(0) == "error" ? record::Message::Kind::error : record::Message::Kind::info;
    call_of(args).unit.message({kind, args.text(1), {}});
    return {};
}

Value messages(Arguments& args) {
    const auto wanted =
        args.text(0) == "error" ? record::Message::Kind::error : record::Message::Kind::info;
    List texts;
    for (const auto& one : call_of(args).unit.messages()) {
        if (one.kind == wanted) texts.push_back(one.text);
    }
    return texts;
}

Value event(Arguments& args) {
    const auto record = args.object_as<RecordObject>(1);
    call_of(args).unit.event(args.text(0), record ? record->row() : nullptr, args.text(2),
                             args.text(3), args.text(4));
    return {};
}

// The message in the session's language; the key itself when there is none.
Value translated(Arguments& args) {
    const auto key = args.text(0);
    const auto& unit = call_of(args).unit;
    const auto language = args.present(1) ? args.text(1) : unit.session().language;
    return record::words(unit.snapshot(), language)->text(key);
}

// gs.setRedirect and gs.setReturn: told to the `action` of a UI action, if one runs.
Value redirect(Arguments& args) {
    const auto action = args.context().binding("action").object<UiActionObject>();
    const auto record = args.object_as<RecordObject>(1);
    const auto* row = record ? record->row() : nullptr;
    const auto target = row      ? row->table().name + ".do?sys_id=" + row->sys_id()
                        : record ? ""
                                 : args.text(1);
    if (action) (args.text(0) == "to" ? action->redirect : action->return_url) = target;
    return {};
}

Value set_strict_query(Arguments& args) {
    call_of(args).outermost().strict_query = args.truth(0);
    return {};
}

Value new_id(Arguments& args) {
    return base::new_sys_id(call_of(args).unit.now());
}

Value random_hex(Arguments& args) {
    const auto bytes = args.present(0) ? args.number(0) : 16;
    return base::random_hex(static_cast<std::size_t>(std::clamp(bytes, 1.0, 256.0)));
}

}  // namespace

void install_message_natives(Setup& setup) {
    setup.function("host.log", write_log);
    setup.function("host.message", message);
    setup.function("host.messages", messages);
    setup.function("host.event", event);
    setup.function("host.translated", translated);
    setup.function("host.redirect", redirect);
    setup.function("host.setStrictQuery", set_strict_query);
    setup.function("host.newId", new_id);
    setup.function("host.randomHex", random_hex);
}

}  // namespace stead::script
