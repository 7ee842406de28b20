#include "rest/ui/email.h"

#include <boost/json.hpp>

#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "engine/compose_mail.h"
#include "rest/email_input.h"
#include "rest/ui/door.h"
#include "rest/ui/repeat.h"

namespace stead::rest::ui {

void send_email(Call& call) {
    const auto body = body_of(call);
    auto mail = mail_of(body);
    mail.table = base::json_text(body, "table");
    mail.sys_id = base::lower(base::json_text(body, "sys_id"));
    const Repeat repeat(call);
    std::string text;
    const auto name = [&text](std::string_view sys_id) {
        base::JsonWriter(text).begin_object().member("sys_id", sys_id).end_object();
    };
    call.write([&](record::Unit& unit) {
        if (const auto made = repeat.made(unit)) return name(made->sys_id);
        unit.get(mail.table, mail.sys_id);  // the composer writes from a record, always
        const auto row = engine::compose_mail(unit, mail);
        repeat.remember(unit, {"sys_email", row.sys_id()});
        name(row.sys_id());
    });
    call.answer(std::move(text), 201);
}

}  // namespace stead::rest::ui
