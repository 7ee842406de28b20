#include <gtest/gtest.h>

#include "script/glide/script_world.h"

// The world stands still at 2026-11-22 08:00 UTC, a Sunday; ada lives in Prague (UTC+1, in summer
// +2).
namespace stead::script {
namespace {

class SystemTest : public testing::Test {
protected:
    std::string text(std::string_view script) { return world_.text(script); }
    std::string guarded(std::string_view expression) {
        std::string result;
        world_.world.write("ada", [&](record::Unit& unit) {
            result = world_.scripts.guarded_value(unit, expression).value_or("refused");
        });
        return result;
    }
    ScriptWorld world_;
};

using Session = SystemTest;
using Dates = SystemTest;
using Gs = SystemTest;
using IncludesOfRows = SystemTest;
using Guarded = SystemTest;
using Helpers = SystemTest;

TEST_F(Session, TellsWhoActs) {
    EXPECT_EQ(text("[gs.getUserName(), gs.getUserDisplayName(), gs.getUser().getEmail(),"
                   " gs.hasRole('agent'), gs.hasRole('boss,agent'), gs.hasRole('boss'),"
                   " gs.getUserID() == gs.getUser().getID(), gs.getUser().hasRole('agent'),"
                   " gs.getTimeZoneName()].join()"),
              "ada,Ada,ada@example.com,true,true,false,true,true,Europe/Prague");
}

TEST_F(Session, KnowsGroupsByNameAndId) {
    const auto desk = world_.world.group("Desk", {"ada"});
    EXPECT_EQ(text("[gs.getUser().isMemberOf('Desk'), gs.getUser().isMemberOf('" + desk +
                   "'), gs.getUser().isMemberOf('Other'), getMyGroups().length].join()"),
              "true,true,false,1");
}

TEST_F(Dates, ShowUtcAndTheSessionsZone) {
    EXPECT_EQ(
        text("var t = new GlideDateTime(); [t.getValue(), t.getDisplayValue(), '' + t,"
             " t.getNumericValue(), t.getLocalDate().getValue(), t.getDayOfWeekLocalTime(),"
             " t.getTZOffset(), t.isDST()].join('|')"),
        "2026-11-22 08:00:00|2026-11-22 09:00:00|2026-11-22 08:00:00|1795334400000|2026-11-22|"
        "7|3600000|false");
}

TEST_F(Dates, CountAcrossTheChangeOfTheClock) {
    EXPECT_EQ(text("var t = new GlideDateTime('2026-03-28 11:00:00'); t.addDaysLocalTime(1);"
                   "var u = new GlideDateTime('2026-03-28 11:00:00'); u.addDaysUTC(1);"
                   "t.getValue() + '|' + t.getDisplayValue() + '|' + u.getDisplayValue()"),
              "2026-03-29 10:00:00|2026-03-29 12:00:00|2026-03-29 13:00:00");
}

TEST_F(Dates, CountInMonthsAndSeconds) {
    EXPECT_EQ(
        text("var t = new GlideDateTime('2026-01-31 10:00:00'); t.addMonthsUTC(1);"
             "var a = t.getValue(); t.addSeconds(90); t.subtract(1000); a + '|' + t.getValue()"
             " + '|' + t.getMonthUTC() + '|' + t.getDaysInMonthUTC()"),
        "2026-02-28 10:00:00|2026-02-28 10:01:29|2|28");
}

TEST_F(Dates, CompareAndSubtract) {
    EXPECT_EQ(
        text("var a = new GlideDateTime('2026-01-01 00:00:00'), b = new GlideDateTime(a);"
             "b.addSeconds(2 * 86400 + 10 * 3600 + 36 * 60); var d = GlideDateTime.subtract(a, b);"
             "[a.before(b), b.after(a), a.compareTo(b), a.equals(new GlideDateTime(a)),"
             " d.getDisplayValue(), d.getDurationValue(), d.getValue(), d.getDayPart()].join('|')"),
        "true|true|-1|true|2 Days 10 Hours 36 Minutes|2 10:36:00|1970-01-03 10:36:00|2");
}

TEST_F(Dates, ReadAndWritePatterns) {
    EXPECT_EQ(text("var t = new GlideDateTime(); t.setDisplayValue('24/12/2026 18:30:00', "
                   "'dd/MM/yyyy HH:mm:ss'); var bad = new GlideDateTime('nonsense');"
                   "t.getValue() + '|' + t.getByFormat(\"EEE d MMM yyyy 'at' h:mm a\") + '|' + "
                   "bad.isValid() + '|' + new GlideDuration('1 02:00:00').getNumericValue()"),
              "2026-12-24 17:30:00|Thu 24 Dec 2026 at 5:30 PM|false|93600000");
    EXPECT_EQ(text("new Date().getTime() == Date.now() && new Date() instanceof Date ? "
                   "new Date().toISOString() : 'no'"),
              "2026-11-22T08:00:00.000Z");
}

TEST_F(Dates, TheFamilyOfGs) {
    EXPECT_EQ(text("[gs.beginningOfToday(), gs.endOfToday(), gs.beginningOfThisWeek(),"
                   " gs.endOfLastMonth(), gs.beginningOfNextYear(), gs.daysAgo(1),"
                   " gs.daysAgoStart(0), gs.daysAgoEnd(7), gs.hoursAgo(2), gs.monthsAgo(1),"
                   " gs.beginningOfLast7Days(), gs.endOfThisQuarter()].join('|')"),
              "2026-11-21 23:00:00|2026-11-22 22:59:59|2026-11-21 23:00:00|2026-10-31 22:59:59|"
              "2026-12-31 23:00:00|2026-11-21 08:00:00|2026-11-21 23:00:00|2026-11-15 22:59:59|"
              "2026-11-22 06:00:00|2026-10-22 07:00:00|2026-11-14 23:00:00|2026-12-31 22:59:59");
    EXPECT_EQ(text("[gs.now(), gs.nowDateTime(), gs.dateGenerate('2026-11-22', 'end'),"
                   " gs.dateDiff('2026-11-22 00:00:00', '2026-11-23 01:00:00', true)].join('|')"),
              "2026-11-22|2026-11-22 09:00:00|2026-11-22 22:59:59|90000");
}

TEST_F(Gs, Properties) {
    EXPECT_EQ(text("gs.setProperty('sample.limit', 5); String(gs.getProperty('missing')) + "
                   "gs.getProperty('missing', 'other')"),
              "nullother");
    EXPECT_EQ(text("gs.getProperty('sample.limit') + gs.nil('') + gs.nil(null) + gs.nil(0)"),
              "5truetruefalse");
}

TEST_F(Gs, MessagesReachTheUnit) {
    world_.world.write("ada", [&](record::Unit& unit) {
        world_.scripts.run(unit, {"s",
                                  "gs.addErrorMessage('no'); gs.addInfoMessage('yes');"
                                  "if (gs.getErrorMessages()[0] != 'no') throw 'lost';"});
        ASSERT_EQ(unit.messages().size(), 2u);
        EXPECT_EQ(unit.messages()[0].kind, record::Message::Kind::error);
        EXPECT_EQ(unit.messages()[1].text, "yes");
    });
    EXPECT_EQ(text("gs.getMessage('{0} of {1}', [3, 'four'])"), "3 of four");
}

TEST_F(Gs, EventsAreQueuedAsRows) {
    text(
        "var gr = new GlideRecord('ticket'); gr.title = 'x'; gr.insert();"
        "gs.eventQueue('sample.opened', gr, 'one', 'two');");
    EXPECT_EQ(text("var e = new GlideRecord('sysevent'); e.get('name', 'sample.opened');"
                   "[e.table, e.instance == '' ? 'no' : 'yes', e.parm1, e.parm2, e.state].join()"),
              "ticket,yes,one,two,ready");
}

TEST_F(IncludesOfRows, AreFoundByNameAndByScope) {
    world_.include("Base",
                   "var Base = Class.create(); Base.prototype = {"
                   "initialize: function (n) { this.n = n; },"
                   "twice: function () { return this.n * 2; }, type: 'Base' };");
    world_.include("Child",
                   "var Child = Class.create(); Child.prototype = "
                   "Object.extendsObject(Base, { thrice: function () { return this.n * 3; },"
                   "type: 'Child' });");
    EXPECT_EQ(
        text("var c = new Child(5); [c.twice(), c.thrice(), c.type, new global.Base(1).twice(),"
             " new x_sample.Child(2).thrice()].join()"),
        "10,15,Child,2,6");
}

TEST_F(IncludesOfRows, AnswerAjaxCalls) {
    world_.include("Ajax",
                   "var Ajax = Class.create(); Ajax.prototype = "
                   "Object.extendsObject(AbstractAjaxProcessor, {"
                   "hello: function () { return 'hello ' + this.getParameter('sysparm_who'); },"
                   "_hidden: function () { return 'secret'; } });");
    EXPECT_EQ(text("new Ajax({ sysparm_name: 'hello', sysparm_who: 'you' }).process()"),
              "hello you");
    EXPECT_NE(world_.failure("new Ajax({ sysparm_name: '_hidden' }).process()").find("no function"),
              std::string::npos);
}

TEST_F(Guarded, OneSimpleCallIsAllowed) {
    world_.include("Open", "function Open(x) { return 'got ' + x; }", true);
    EXPECT_EQ(guarded("gs.getUserName()"), "ada");
    EXPECT_EQ(guarded("gs.daysAgoStart(7)"), "2026-11-14 23:00:00");
    EXPECT_EQ(guarded("gs.getUser().getEmail()"), "ada@example.com");
    EXPECT_EQ(guarded("gs.getUser().getRecord().getValue('user_name')"), "ada");
    EXPECT_EQ(guarded("Open('it')"), "got it");
}

TEST_F(Guarded, EverythingElseIsRefused) {
    world_.include("Closed", "function Closed() { return 1; }");
    for (const char* expression :
         {"new GlideRecord('ticket').deleteMultiple()", "gs.setProperty('a', 'b')",
          "gs.getProperty('a')", "1 + 1", "Closed()", "gs.getUserName() + 1",
          "gs.getUser().savePreference('a', 'b')", "gs['getUserName']()", "(function () {})()",
          "gs.nil(gs.setProperty('a', 'b'))", "gs.getUserName(); gs.info('x')", "current.name", "",
          "gs.eventQueue('x')", "Object.keys('a')"}) {
        EXPECT_EQ(guarded(expression), "refused") << expression;
    }
}

TEST_F(Guarded, PasswordsStayHidden) {
    EXPECT_EQ(guarded("gs.getUser().getRecord().getValue('user_password')"), "");
}

TEST_F(Helpers, FiltersTablesTextsAndMail) {
    EXPECT_EQ(
        text("var gr = new GlideRecord('ticket'); gr.title = 'x'; gr.state = 2;"
             "[GlideFilter.checkRecord(gr, 'state=2^titleSTARTSWITHx'),"
             " GlideFilter.checkRecord(gr, 'state=1'),"
             " new TableUtils('complaint').getTables(), new TableUtils('ticket').tableExists(),"
             " gs.tableExists('nowhere'), GlideStringUtil.escapeHTML('<a & \"b\">'),"
             " new ArrayUtil().unique([1, 2, 1]), gs.base64Encode('ü'), gs.base64Decode('w7w='),"
             " new GlideDigest().getSHA256Hex('').substring(0, 8)].join('|')"),
        "true|false|complaint,ticket|true|false|&lt;a &amp; &quot;b&quot;&gt;|1,2|w7w=|ü|"
        "e3b0c442");
    EXPECT_EQ(text("var p = new TemplatePrinter(); p.print('a'); p.space(1); p.print('b'); p + ''"),
              "a&nbsp;b");
}

TEST_F(Helpers, BindingsComeBackChanged) {
    world_.world.write("ada", [&](record::Unit& unit) {
        Members bindings{{"event", Members{{"state", "ready"}}}, {"g_scratchpad", Members{}}};
        world_.scripts.run_and_read(
            unit, {"s", "event.state = 'stop_processing'; g_scratchpad.note = [1, 2];"}, bindings);
        EXPECT_EQ(bindings[0].second.member("state")->text(), "stop_processing");
        EXPECT_EQ(bindings[1].second.member("note")->text(), "1,2");
    });
}

}  // namespace
}  // namespace stead::script
