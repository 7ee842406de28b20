#include <gtest/gtest.h>

#include "script/email_object.h"
#include "script/glide/script_world.h"
#include "script/ui_action.h"

namespace stead::script {
namespace {

// Agents read tickets of state 1 and write them, but neither see `secret` nor set `number`.
class SecureTest : public testing::Test {
protected:
    SecureTest() {
        auto& world = world_.world;
        world.acl("ticket", "read", {"agent"}, {{"condition", "state=1"}});
        world.acl("ticket", "write", {"agent"}, {{"condition", "state=1"}});
        world.acl("ticket", "create", {"agent"});
        world.acl("ticket.secret", "read", {"boss"});
        world.acl("ticket.number", "write", {"boss"});
        world.insert("ticket", {{"title", "open"}, {"secret", "s"}, {"number", "T1"}});
        world.insert("ticket", {{"title", "done"}, {"state", "2"}, {"number", "T2"}});
    }
    std::string text(std::string_view script) { return world_.text(script); }
    ScriptWorld world_;
};

using Secure = SecureTest;
using Objects = SecureTest;

TEST_F(Secure, PlainRecordsSeeEverything) {
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.orderBy('title'); gr.query();"
                   "var r = []; while (gr.next()) r.push(gr.title + (gr.secret || '-')); r.join()"),
              "done-,opens");
}

TEST_F(Secure, SecureRecordsSeeWhatThePersonMay) {
    EXPECT_EQ(text("var gr = new GlideRecordSecure('ticket'); gr.query(); var r = [];"
                   "while (gr.next()) r.push(gr.title + gr.getValue('secret')); r.join()"),
              "opennull");
    EXPECT_EQ(text("new GlideRecordSecure('ticket') instanceof GlideRecord"), "true");
}

TEST_F(Secure, SecureRecordsWriteWhatThePersonMay) {
    EXPECT_EQ(
        text(
            "var gr = new GlideRecordSecure('ticket'); gr.get('title', 'open');"
            "gr.title = 'changed'; gr.number = 'X'; gr.update();"
            "var back = new GlideRecord('ticket'); back.get('title', 'changed'); back.number + ''"),
        "T1");
    EXPECT_EQ(text("var gr = new GlideRecordSecure('ticket'); gr.get('number', 'T1');"
                   "gr.deleteRecord() + ' ' + (gr.getLastErrorMessage() != null)"),
              "false true");
}

TEST_F(Secure, RecordsAndFieldsTellWhatThePersonMay) {
    EXPECT_EQ(
        text("function may(number) { var gr = new GlideRecord('ticket'); gr.get('number', number);"
             "  return [gr.canRead(), gr.canWrite(), gr.canCreate(), gr.canDelete(),"
             "    gr.secret.canRead(), gr.number.canWrite(), gr.title.canWrite()].join(); }"
             "may('T1') + '|' + may('T2')"),
        "true,true,true,false,false,false,true|false,false,true,false,false,false,false");
}

TEST_F(Objects, OfUiActionsKeepWhereTheUserGoes) {
    auto action = std::make_shared<UiActionObject>();
    world_.world.write("ada", [&](record::Unit& unit) {
        world_.scripts.run(unit,
                           {"s",
                            "var gr = new GlideRecord('ticket'); gr.get('number', 'T1');"
                            "action.setRedirectURL(gr); action.setReturnURL('/back');"},
                           {{"action", action}});
    });
    EXPECT_TRUE(action->redirect.starts_with("ticket.do?sys_id=")) << action->redirect;
    EXPECT_EQ(action->return_url, "/back");
}

TEST_F(Objects, OfMailsKeepTheirEnvelope) {
    auto email = std::make_shared<EmailObject>();
    world_.world.write("ada", [&](record::Unit& unit) {
        world_.scripts.run(unit,
                           {"s",
                            "email.addAddress('cc', 'a@example.com', 'A \"B\"');"
                            "email.addAddress('bcc', 'c@example.com\\nX: y');"
                            "email.setSubject('Hello\\nthere');"},
                           {{"email", email}});
    });
    EXPECT_EQ(email->cc, std::vector<std::string>{"\"A B\" <a@example.com>"});
    EXPECT_EQ(email->bcc, std::vector<std::string>{"c@example.com X: y"});
    EXPECT_EQ(email->subject, "Hello there");
}

}  // namespace
}  // namespace stead::script
