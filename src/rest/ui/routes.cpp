#include "rest/ui/routes.h"

#include "base/text.h"
#include "rest/documented.h"
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
#include "rest/ui/password.h"
#include "rest/ui/preference.h"
#include "rest/ui/reference.h"
#include "rest/ui/schema.h"
#include "rest/ui/search.h"
#include "rest/ui/sign_in.h"

namespace stead::rest::ui {

namespace {

http::RouteOptions told(const char* summary, std::string_view parameters) {
    auto options = documented(summary);
    for (auto& name : base::split_names(parameters))
        options.query.push_back({std::move(name), {}, {}});
    return options;
}

}  // namespace

void add_routes(http::Router& router, record::Store& store, plugin::Callers& callers,
                script::Scripts& scripts) {
    using http::Method;
    add_sign_in_routes(router, store, callers);
    const auto add = [&](Method method, std::string_view path, Handle handle, const char* summary,
                         std::string_view parameters = {}) {
        router.add(method, "/api/ui/v1/" + std::string(path),
                   door(store, callers, std::move(handle)), told(summary, parameters));
    };
    add(Method::get, "bootstrap", get_bootstrap, "Who is signed in and what the page needs");
    add(Method::put, "preference/{name}", set_preference, "Keeps a preference of the person");
    add(Method::post, "password", change_password, "Changes the password of the person");
    add(Method::post, "list_menu", save_list, "Saves a list for the person");
    add(Method::del, "list_menu/{id}", remove_list, "Removes a saved list");
    add(Method::get, "list/{table}", get_list, "A page of a list with its columns and actions",
        "list,query,view,fields,group,limit,cursor,sys_ids");
    add(Method::get, "count", get_count, "Numbers of records", "lists,table,query");
    add(Method::get, "schema/{table}", get_schema, "The fields of a table");
    add(Method::get, "reference/{table}/{field}", get_reference,
        "Records that a reference may lead to", "q,values,sys_id");
    add(
        Method::get, "form/{table}/{sys_id}", [&scripts](Call& call) { get_form(call, scripts); },
        "A record on its form; -1: a new one", "view,query,fields");
    add(
        Method::patch, "form/{table}/{sys_id}",
        [&scripts](Call& call) { save_form(call, scripts); }, "Saves what changed on a form");
    add(
        Method::post, "form/{table}/{sys_id}",
        [&scripts](Call& call) { create_form(call, scripts); }, "Creates the record of a form");
    add(Method::del, "form/{table}/{sys_id}", delete_form, "Deletes a record");
    add(Method::post, "form/{table}/{sys_id}/check", check_form,
        "What a form looks like with these values");
    add(
        Method::post, "action/{name}", [&scripts](Call& call) { run_action(call, scripts); },
        "Runs an action on records", "view");
    add(Method::get, "activity/{table}/{sys_id}", get_activity, "What happened to a record",
        "kinds,q,before");
    add(Method::get, "search", get_search, "Finds records by words", "q,groups");
    add(Method::post, "email", send_email, "Sends a mail of a record");
    add(Method::get, "notifications", get_notifications, "What the person should know");
    add(Method::post, "notifications/read", read_notifications, "Marks notifications as read");
    add(Method::get, "messages/{lang}", get_messages, "Texts of the client in a language");
    add(Method::get, "draft/{table}/{sys_id}/{kind}", get_draft, "A text that was not sent yet");
    add(Method::put, "draft/{table}/{sys_id}/{kind}", put_draft, "Keeps such a text");
    add(Method::del, "draft/{table}/{sys_id}/{kind}", remove_draft, "Removes such a text");
}

}  // namespace stead::rest::ui
