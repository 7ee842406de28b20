#include "rest/ui/routes.h"

#include "rest/ui/action.h"
#include "rest/ui/activity.h"
#include "rest/ui/bootstrap.h"
#include "rest/ui/door.h"
#include "rest/ui/drafts.h"
#include "rest/ui/email.h"
#include "rest/ui/form.h"
#include "rest/ui/list.h"
#include "rest/ui/messages.h"
#include "rest/ui/notifications.h"
#include "rest/ui/preference.h"
#include "rest/ui/reference.h"
#include "rest/ui/schema.h"
#include "rest/ui/search.h"
#include "rest/ui/sign_in.h"

namespace stead::rest::ui {

void add_routes(http::Router& router, record::Store& store, plugin::Callers& callers,
                script::Scripts& scripts) {
    using http::Method;
    add_sign_in_routes(router, store, callers);
    const auto add = [&](Method method, std::string_view path, Handle handle) {
        router.add(method, "/api/ui/v1/" + std::string(path),
                   door(store, callers, std::move(handle)));
    };
    add(Method::get, "bootstrap", get_bootstrap);
    add(Method::put, "preference/{name}", set_preference);
    add(Method::post, "list_menu", save_list);
    add(Method::del, "list_menu/{id}", remove_list);
    add(Method::get, "list/{table}", get_list);
    add(Method::get, "count", get_count);
    add(Method::get, "schema/{table}", get_schema);
    add(Method::get, "reference/{table}/{field}", get_reference);
    add(Method::get, "form/{table}/{sys_id}", get_form);
    add(Method::patch, "form/{table}/{sys_id}",
        [&scripts](Call& call) { save_form(call, scripts); });
    add(Method::post, "form/{table}/{sys_id}", create_form);
    add(Method::del, "form/{table}/{sys_id}", delete_form);
    add(Method::post, "form/{table}/{sys_id}/check", check_form);
    add(Method::post, "action/{name}", [&scripts](Call& call) { run_action(call, scripts); });
    add(Method::get, "activity/{table}/{sys_id}", get_activity);
    add(Method::get, "search", get_search);
    add(Method::post, "email", send_email);
    add(Method::get, "notifications", get_notifications);
    add(Method::post, "notifications/read", read_notifications);
    add(Method::get, "messages/{lang}", get_messages);
    add(Method::get, "draft/{table}/{sys_id}/{kind}", get_draft);
    add(Method::put, "draft/{table}/{sys_id}/{kind}", put_draft);
    add(Method::del, "draft/{table}/{sys_id}/{kind}", remove_draft);
}

}  // namespace stead::rest::ui
