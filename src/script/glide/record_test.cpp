#include <gtest/gtest.h>

#include "script/glide/script_world.h"

namespace stead::script {
namespace {

class GlideTest : public testing::Test {
protected:
    GlideTest() {
        acme_ = world_.world.insert("account", {{"name", "Acme"}, {"revenue", "10"}});
        sub_ = world_.world.insert("account", {{"name", "Acme Sub"}, {"parent", acme_}});
        for (const char* title : {"alpha", "beta", "gamma"}) {
            world_.world.insert("ticket", {{"title", title},
                                           {"account", title[0] == 'b' ? sub_ : acme_},
                                           {"number", std::string("T") + title[0]},
                                           {"active", title[0] == 'g' ? "false" : "true"}});
        }
    }
    std::string text(std::string_view script) { return world_.text(script); }
    // Titles that a query finds, in its order.
    std::string titles(const std::string& build) {
        return text("var gr = new GlideRecord('ticket');" + build +
                    "; gr.query(); var t = []; while (gr.next()) t.push(gr.title + ''); t.join()");
    }

    ScriptWorld world_;
    std::string acme_, sub_;
};

using Queries = GlideTest;
using Reading = GlideTest;
using Writing = GlideTest;
using Elements = GlideTest;
using RulesTest = GlideTest;
using Aggregates = GlideTest;

TEST_F(Queries, FindRowsByConditionsAndOrder) {
    EXPECT_EQ(titles("gr.addQuery('title', 'alpha').addOrCondition('title', 'gamma');"
                     "gr.orderByDesc('title')"),
              "gamma,alpha");
    EXPECT_EQ(titles("gr.addQuery('title', '!=', 'alpha'); gr.orderBy('title')"), "beta,gamma");
    EXPECT_EQ(titles("gr.addQuery('title', 'IN', ['alpha', 'beta']); gr.orderBy('title')"),
              "alpha,beta");
    EXPECT_EQ(titles("var a = new GlideRecord('ticket'); a.get('number', 'Ta');"
                     "gr.addQuery('sys_id', 'IN', [a.sys_id, 'x'])"),
              "alpha");
    EXPECT_EQ(titles("gr.addQuery('sys_created_on', '<=', new GlideDateTime()); gr.setLimit(1);"
                     "gr.orderBy('title')"),
              "alpha");
    EXPECT_EQ(titles("gr.addEncodedQuery('titleSTARTSWITHa^NQtitleSTARTSWITHg');"
                     "gr.addActiveQuery()"),
              "alpha");
    EXPECT_EQ(titles("gr.addQuery('account.parent.name', 'Acme')"), "beta");
    EXPECT_EQ(titles("gr.addQuery('title', 'CONTAINS', 'mm')"), "gamma");
    EXPECT_EQ(titles("gr.addNullQuery('assigned_to'); gr.setLimit(1); gr.orderBy('title')"),
              "alpha");
    EXPECT_EQ(titles("gr.orderBy('title'); gr.chooseWindow(1, 3)"), "beta,gamma");
    EXPECT_EQ(titles("var q = gr.addJoinQuery('account', 'account', 'sys_id');"
                     "q.addCondition('name', 'Acme Sub')"),
              "beta");
}

TEST_F(Queries, TakeValuesLiterally) {
    EXPECT_EQ(titles("gr.addQuery('title', 'javascript:gs.getUserName()')"), "");
    EXPECT_EQ(titles("gr.addQuery('title', 'alpha^ORtitle=beta')"), "");
    EXPECT_EQ(titles("gr.addEncodedQuery(\"title=javascript:gs.setProperty('x','y')\")"), "");
    EXPECT_EQ(text("gs.getProperty('x')"), "");
}

TEST_F(Queries, AskedToBeStrictFindNothingByAnUnknownField) {
    EXPECT_EQ(titles("gr.addQuery('misspelt', 1); gr.orderBy('title')"), "alpha,beta,gamma");
    EXPECT_EQ(titles("gs.getSession().setStrictQuery(true); gr.addQuery('misspelt', 1)"), "");
}

TEST_F(Queries, GetStandsOnTheFirstMatch) {
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('number', 'Tb') + ' ' + gr.title"),
              "true beta");
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('gamma'); gr.getValue('number')"),
              "Tg");
    EXPECT_EQ(
        text("var gr = new GlideRecord('ticket'); String(gr.get('nothing')) + gr.isValidRecord()"),
        "falsefalse");
    EXPECT_EQ(text("var gr = new GlideRecord('account'); gr.get('" + acme_ + "'); gr.name + ''"),
              "Acme");
}

TEST_F(Queries, UnknownTablesFindNothing) {
    EXPECT_EQ(text("var gr = new GlideRecord('nowhere'); gr.addQuery('a', 1); gr.query();"
                   "gr.isValid() + ' ' + gr.next() + ' ' + gr.getTableName()"),
              "false false nowhere");
}

TEST_F(Queries, LargeResultsAreReadInPagesThatChangesDoNotShift) {
    EXPECT_EQ(text("for (var i = 0; i < 450; i++) { var n = new GlideRecord('account');"
                   "  n.name = 'many' + i; n.revenue = 1; n.insert(); }"
                   "var gr = new GlideRecord('account'); gr.addQuery('revenue', 1); gr.query();"
                   "var count = gr.getRowCount(), seen = 0;"
                   "while (gr.next()) { gr.revenue = 2; gr.update(); seen++; }"
                   "count + ' ' + seen"),
              "450 450");
}

TEST_F(Reading, ValuesAndDisplayValues) {
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('number', 'Tg');"
                   "[gr.getValue('active'), gr.active + '', gr.getValue('state'),"
                   " gr.getDisplayValue('state'), gr.state.getDisplayValue(), gr.getDisplayValue(),"
                   " gr.getValue('secret'), gr.getDisplayValue('account.name'),"
                   " gr.getElement('account.name') + '', gr.account.name].join('|')"),
              "0|false|1|New|New|gamma||Acme|Acme|Acme");
}

TEST_F(Reading, ConditionsOnElementsGoByValue) {
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('number', 'Tg'); var r = [];"
                   "if (gr.active) r.push('active'); if (!gr.secret) r.push('no secret');"
                   "if (gr.title) r.push('title'); if (gr.account.parent) r.push('parent');"
                   "if (gr.title == 'gamma') r.push('equal'); if (gr.secret == '') r.push('empty');"
                   "if (gr.active == false) r.push('inactive'); r.push(gr.secret || 'none');"
                   "r.join()"),
              "no secret,title,equal,empty,inactive,none");
}

TEST_F(Reading, ElementsCompareWithEachOtherByValue) {
    EXPECT_EQ(text("var a = new GlideRecord('ticket'); a.get('number', 'Ta');"
                   "var g = new GlideRecord('ticket'); g.get('number', 'Tg'); var r = [];"
                   "if (a.account == g.account) r.push('same account');"
                   "if (a.title != g.title) r.push('other title');"
                   "if (g.active == 'false') r.push('text');"
                   "if (a.active != false && (a.state) == (g.state)) r.push('parens'); r.join()"),
              "same account,other title,text,parens");
}

TEST_F(Reading, ElementsFollowTheirRecord) {
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.orderBy('title'); gr.query(); gr.next();"
                   "var held = gr.account.name, first = held + ''; gr.next(); first + '>' + held"),
              "Acme>Acme Sub");
}

TEST_F(Reading, UnknownFieldsAreUndefined) {
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('number', 'Ta');"
                   "typeof gr.nothing + gr.getValue('nothing') + gr.isValidField('title')"),
              "undefinednulltrue");
}

TEST_F(Writing, InsertCompletesTheRow) {
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.initialize(); gr.title = 'new';"
                   "gr.account.setDisplayValue('Acme Sub'); var id = gr.insert();"
                   "var back = new GlideRecord('ticket'); back.get(id);"
                   "[id.length, back.title, back.state, back.active, back.account.name,"
                   " back.sys_created_by, back.isNewRecord()].join()"),
              "32,new,1,true,Acme Sub,ada,false");
}

TEST_F(Writing, UpdateAndDelete) {
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('number', 'Ta');"
                   "gr.setValue('title', 'changed'); gr.assigned_to = gs.getUserID();"
                   "gr.update() == gr.sys_id ? 'ok' : 'no'"),
              "ok");
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('title', 'changed');"
                   "gr.assigned_to.user_name + gr.deleteRecord()"),
              "adatrue");
    EXPECT_EQ(titles("gr.orderBy('title')"), "beta,gamma");
}

TEST_F(Writing, WholeQueriesAtOnce) {
    text(
        "var gr = new GlideRecord('ticket'); gr.addActiveQuery(); gr.setLimit(1);"
        "gr.setValue('state', 2); gr.updateMultiple();");
    EXPECT_EQ(titles("gr.addQuery('state', 2); gr.orderBy('title')"), "alpha,beta");
    text(
        "var gr = new GlideRecord('ticket'); gr.addQuery('state', 2); gr.setLimit(1);"
        "gr.deleteMultiple();");
    EXPECT_EQ(titles(""), "gamma");
}

TEST_F(Writing, BulkChangesRefuseAQueryThatLostACondition) {
    EXPECT_NE(world_
                  .failure("var gr = new GlideRecord('ticket'); gr.addQuery('misspelt', 1);"
                           "gr.deleteMultiple();")
                  .find("unknown field"),
              std::string::npos);
    EXPECT_EQ(titles("gr.orderBy('title')"), "alpha,beta,gamma");
}

TEST_F(Writing, AnUnchangedRowIsWrittenOnlyByForce) {
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('number', 'Ta'); gr.update();"
                   "var idle = gr.sys_mod_count + ''; gr.setForceUpdate(true); gr.update();"
                   "idle + gr.sys_mod_count"),
              "01");
}

TEST_F(Writing, NewRecordShowsDefaultsAndAnId) {
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.newRecord();"
                   "gr.state + ' ' + gr.active + ' ' + gr.getUniqueValue().length + ' ' + "
                   "gr.isNewRecord()"),
              "1 true 32 true");
}

TEST_F(RulesTest, BeforeRulesChangeAndAbort) {
    world_.rule(
        record::Phase::before_early,
        "(function executeRule(current, previous) {"
        "  if (current.title.changes() && current.operation() == 'update') current.secret = "
        "    previous.title + '>' + current.title;"
        "  if (current.title == 'forbidden') current.setAbortAction(true);"
        "})(current, previous);");
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('number', 'Ta'); gr.title = 'next';"
                   "gr.update(); gr.secret + ''"),
              "alpha>next");
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('number', 'Tb');"
                   "gr.title = 'forbidden'; gr.update() + ''"),
              "null");
    EXPECT_EQ(titles("gr.addQuery('number', 'Tb')"), "beta");
}

TEST_F(RulesTest, SeeWhatChangedAndHow) {
    world_.rule(record::Phase::after,
                "if (current.state.changesTo(2) && current.state.changesFrom('1') &&"
                "    current.state != previous.state && !current.title.changes()) {"
                "  var a = new GlideRecord('account'); a.get(current.account);"
                "  a.revenue = 77; a.update(); }");
    text("var gr = new GlideRecord('ticket'); gr.get('number', 'Tb'); gr.state = 2; gr.update();");
    EXPECT_EQ(text("var a = new GlideRecord('account'); a.get('Acme Sub'); a.revenue + ''"), "77");
}

TEST_F(RulesTest, DoNotRunWithoutWorkflow) {
    world_.rule(record::Phase::before, "current.secret = 'touched';");
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('number', 'Ta'); gr.title = 'x';"
                   "gr.setWorkflow(false); gr.update(); gr.getValue('secret')"),
              "");
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('number', 'Tb'); gr.title = 'x';"
                   "gr.update(); gr.getValue('secret')"),
              "touched");
}

TEST_F(RulesTest, UpdatingCurrentInABeforeRuleChangesNothingMore) {
    world_.rule(record::Phase::before, "current.secret = 'once'; current.update();");
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('number', 'Ta'); gr.title = 'x';"
                   "gr.update(); gr.secret + gr.sys_mod_count"),
              "once1");
}

TEST_F(RulesTest, ThatUpdateTheirRecordAfterwardsRunOnce) {
    world_.rule(record::Phase::after, "current.state = 1 * current.state + 1; current.update();");
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('number', 'Ta'); gr.title = 'x';"
                   "gr.update(); gr = new GlideRecord('ticket'); gr.get('number', 'Ta');"
                   "gr.state + ' ' + gr.sys_mod_count"),
              "2 2");
}

TEST_F(RulesTest, ConditionsSeeWhatChanged) {
    world_.world.store().write(record::system_session(), [&](record::Unit& unit) {
        auto row = unit.find_by("ticket", "number=Ta").value();
        const auto before = row;
        row.set("state", "2");
        record::Write write{unit, record::Operation::update, row, &before, false, {}, true};
        EXPECT_TRUE(world_.scripts.holds(unit, "c1", "current.state.changesTo(2)", write));
        EXPECT_TRUE(world_.scripts.holds(unit, "c2", "current.state != previous.state", write));
        EXPECT_FALSE(world_.scripts.holds(unit, "c3", "current.title.changes()", write));
        EXPECT_FALSE(world_.scripts.holds(unit, "c4", "current.secret", write));
        EXPECT_TRUE(world_.scripts.holds(unit, "c5", "current.active", write));
        EXPECT_TRUE(world_.scripts.holds(unit, "c6", " ", write));
    });
}

TEST_F(RulesTest, WithoutAPreviousRowNothingCountsAsChanged) {
    world_.world.store().write(record::system_session(), [&](record::Unit& unit) {
        auto row = unit.find_by("ticket", "number=Ta").value();
        record::Write write{unit, record::Operation::update, row, nullptr, false, {}, true};
        EXPECT_FALSE(
            world_.scripts.holds(unit, "c1", "current.title.changes() || previous", write));
    });
}

TEST_F(RulesTest, ThatFailSayWhereAndEndTheWrite) {
    world_.rule(record::Phase::before, "var x = 1;\nx.y.z = 2;");
    EXPECT_NE(world_
                  .failure("var gr = new GlideRecord('ticket'); gr.get('number', 'Ta');"
                           "gr.title = 'x'; gr.update();")
                  .find("rule/2:2:2 TypeError: x.y is undefined"),
              std::string::npos);
}

TEST_F(Elements, KnowTheirFieldAndJournal) {
    EXPECT_EQ(
        text(
            "var gr = new GlideRecord('ticket'); gr.get('number', 'Ta');"
            "gr.comments = 'first words'; gr.update();"
            "[gr.state.getLabel(), gr.account.getReferenceTable(),"
            " gr.account.getRefRecord().name, gr.assigned_to.getRefRecord().isValidRecord(),"
            " gr.state.getChoiceValue(), gr.comments.getJournalEntry(1).indexOf('first words') > 0,"
            " JSON.stringify({ t: gr.title })].join('|')")
            .substr(5),
        "|account|Acme|false|New|true|{\"t\":\"alpha\"}");
}

TEST_F(Elements, CanBeSetThroughAReference) {
    EXPECT_EQ(text("var gr = new GlideRecord('ticket'); gr.get('number', 'Ta'); gr.state++;"
                   "gr.title += '!'; gr.secret = gr.account; gr.state + gr.title + (gr.secret == "
                   "gr.account)"),
              "2alpha!true");
}

TEST_F(Aggregates, CountAndSumByGroup) {
    EXPECT_EQ(
        text("var ga = new GlideAggregate('ticket'); ga.addAggregate('COUNT');"
             "ga.groupBy('account'); ga.orderByAggregate('COUNT'); ga.query(); var r = [];"
             "while (ga.next()) r.push(ga.getDisplayValue('account') + ga.getAggregate('COUNT'));"
             "r.join()"),
        "Acme2,Acme Sub1");
    EXPECT_EQ(
        text("var ga = new GlideAggregate('account'); ga.addAggregate('SUM', 'revenue');"
             "ga.addAggregate('COUNT(DISTINCT', 'name'); ga.query(); ga.next();"
             "ga.getAggregate('SUM', 'revenue') + ' ' + ga.getAggregate('COUNT(DISTINCT', 'name')"),
        "10 2");
    EXPECT_EQ(
        text("var ga = new GlideAggregate('ticket'); ga.addAggregate('COUNT');"
             "ga.groupBy('account'); ga.addHaving('COUNT', '>', 1); ga.query(); ga.getRowCount()"),
        "1");
}

}  // namespace
}  // namespace stead::script
