#include "rest/ui/password.h"

#include <boost/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "record/sessions.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/words.h"
#include "rest/ui/door.h"

namespace stead::rest::ui {

namespace {

constexpr std::size_t longest = 200;

[[noreturn]] void refuse(std::string_view field, const std::string& message) {
    throw Refused(422, error_body(field, message));
}

std::size_t least_length(const record::Store& store) {
    const auto text = store.snapshot()->property("glide.user.password.min_length", "8");
    return std::size_t(std::max<std::int64_t>(1, base::to_integer(text).value_or(8)));
}

}  // namespace

void change_password(Call& call) {
    const auto body = body_of(call);
    const auto current = base::json_text(body, "current"), fresh = base::json_text(body, "new");
    const auto& session = *call.session();
    const auto least = least_length(call.store);
    const auto words = record::words(*call.store.snapshot(), session.language);
    if (base::utf8_length(fresh) < least || fresh.size() > longest)
        refuse("new", words->sentence("The new password needs at least {n} characters",
                                      {{"n", std::to_string(least)}}));
    if (!record::sign_in(call.store, session.user_name, current, record::Door::ui))
        refuse("current", words->text("This is not your current password"));
    call.store.write(record::system_session(), [&](record::Unit& unit) {
        auto user = unit.get("sys_user", session.user_id);
        user.set("user_password", fresh);
        user.set("password_needs_reset", "false");
        record::update_or_throw(unit, user);
    });
    call.answer("{}");
}

}  // namespace stead::rest::ui
