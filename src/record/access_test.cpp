#include "record/access.h"

#include <gtest/gtest.h>

#include "record/test_world.h"

namespace stead::record {

namespace {

using Names = std::vector<std::string>;

// Ada and Bo are agents, Carl is a customer; a ticket of each.
class Acl : public testing::Test {
protected:
    Acl() {
        ada_ = world_.user("ada", {"agent"});
        bo_ = world_.user("bo", {"agent"});
        carl_ = world_.user("carl", {"customer"}, {{"table", "outside_user"}});
        root_ = world_.user("root", {"admin"});
        ticket("a", ada_);
        ticket("b", bo_);
        ticket("c", carl_);
    }

    std::string ticket(const std::string& title, const std::string& opened_by,
                       TestValues more = {}) {
        more.insert({{"title", title}, {"opened_by", opened_by}});
        return world_.insert("ticket", more);
    }

    Names seen_by(const std::string& user) {
        return world_.list(user, "ticket", "ORDERBYtitle", "title");
    }

    // Lists, counts and single reads must agree on which rows exist.
    void expect_sees(const std::string& user, const Names& titles) {
        EXPECT_EQ(seen_by(user), titles) << user << " in a list";
        EXPECT_EQ(world_.found_one_by_one(user), titles) << user << " one by one";
        EXPECT_EQ(world_.count(user, "ticket", ""), static_cast<std::int64_t>(titles.size()));
    }

    bool may(const std::string& user, Permission permission, const std::string& title) {
        bool answer = false;
        world_.store().read(system_session(), [&](Unit& system) {
            const auto record = system.find_by("ticket", "title=" + title);
            auto unit = system.as(world_.as(user));
            answer = unit.access(record->table()).may(permission, unit, *record);
        });
        return answer;
    }

    bool may(const std::string& user, Permission permission, const std::string& title,
             const std::string& field) {
        bool answer = false;
        world_.store().read(system_session(), [&](Unit& system) {
            const auto record = system.find_by("ticket", "title=" + title);
            auto unit = system.as(world_.as(user));
            answer = unit.access(record->table())
                         .may(permission, record->table().get(field), unit, *record);
        });
        return answer;
    }

    TestWorld world_;
    std::string ada_, bo_, carl_, root_;
};

}  // namespace

TEST_F(Acl, ATableWithoutRulesIsForAdminsOnly) {
    expect_sees("ada", {});
    expect_sees("guest", {});
    expect_sees("root", {"a", "b", "c"});
}

TEST_F(Acl, ARoleOpensTheTable) {
    world_.acl("ticket", "read", {"agent"});
    expect_sees("ada", {"a", "b", "c"});
    expect_sees("carl", {});
}

TEST_F(Acl, AConditionOpensTheRowsThatSatisfyIt) {
    world_.acl("ticket", "read", {"customer"},
               {{"condition", "opened_by=javascript:gs.getUserID()"}});
    expect_sees("carl", {"c"});
    expect_sees("ada", {});
}

TEST_F(Acl, OneRuleOfALevelIsEnough) {
    world_.acl("ticket", "read", {"agent"}, {{"condition", "title=a"}});
    world_.acl("ticket", "read", {"agent"}, {{"condition", "opened_by=javascript:gs.getUserID()"}});
    expect_sees("bo", {"a", "b"});
}

TEST_F(Acl, AConditionMayWalkToOtherTables) {
    const auto mine = world_.insert("account", {{"name", "Boxeo"}, {"owner", carl_}});
    ticket("d", ada_, {{"account", mine}});
    world_.acl("ticket", "read", {"customer"},
               {{"condition", "account.owner=javascript:gs.getUserID()"}});
    expect_sees("carl", {"d"});
}

TEST_F(Acl, ARuleWithoutAnyRequirementLetsNobodyThrough) {
    world_.acl("ticket", "read", {});
    expect_sees("ada", {});
    world_.acl("ticket", "read", {}, {{"script", "true;"}});
    expect_sees("ada", {});
}

TEST_F(Acl, ARuleWhoseConditionCannotBeReadLetsNobodyThrough) {
    world_.acl("ticket", "read", {"agent"}, {{"condition", "no_such_field=1"}});
    expect_sees("ada", {});
}

TEST_F(Acl, ARuleWhoseConditionFailsLetsNobodyThrough) {
    world_.acl("ticket", "read", {"agent"}, {{"condition", "title=javascript:broken()"}});
    expect_sees("ada", {});
}

TEST_F(Acl, AnInactiveRuleDoesNotExist) {
    world_.acl("ticket", "read", {"agent"}, {{"active", "false"}});
    expect_sees("ada", {});
}

TEST_F(Acl, ARuleWithoutRolesIsForEmployeesWherePeopleAreInternalOrExternal) {
    world_.role("snc_internal");
    world_.acl("ticket", "read", {}, {{"condition", "titleISNOTEMPTY"}});
    expect_sees("ada", {"a", "b", "c"});
    expect_sees("carl", {});
    expect_sees("guest", {});
}

TEST_F(Acl, APublicRuleIsForGuestsToo) {
    world_.acl("ticket", "read", {"public"}, {{"condition", "title=a"}});
    expect_sees("guest", {"a"});
}

TEST_F(Acl, NobodyBeatsAdmin) {
    world_.acl("ticket", "read", {"nobody"});
    expect_sees("root", {});
}

TEST_F(Acl, AdminsPassConditionsOnlyWhereTheRuleSaysSo) {
    world_.acl("ticket", "read", {"agent"},
               {{"condition", "title=a"}, {"admin_overrides", "false"}});
    expect_sees("root", {"a"});
}

TEST_F(Acl, TheNearestTableWithARuleDecides) {
    world_.insert("complaint", {{"title", "d"}, {"opened_by", ada_}});
    world_.acl("ticket", "read", {"agent"});
    world_.acl("complaint", "read", {"manager"});
    world_.user("mia", {"agent", "manager"});
    expect_sees("ada", {"a", "b", "c"});
    expect_sees("mia", {"a", "b", "c", "d"});
    EXPECT_EQ(world_.list("ada", "complaint", "", "title"), Names{});
    EXPECT_EQ(world_.list("mia", "complaint", "", "title"), Names{"d"});
}

TEST_F(Acl, AnExtensionWithoutRulesFollowsItsParent) {
    world_.insert("complaint", {{"title", "d"}, {"opened_by", carl_}});
    world_.acl("ticket", "read", {"customer"},
               {{"condition", "opened_by=javascript:gs.getUserID()"}});
    expect_sees("carl", {"c", "d"});
    EXPECT_EQ(world_.list("carl", "complaint", "", "title"), Names{"d"});
}

TEST_F(Acl, ARuleOfAnExtensionMayAskForItsOwnFieldsInListsOfTheParent) {
    world_.insert("complaint", {{"title", "d"}, {"severity", "1"}});
    world_.insert("complaint", {{"title", "e"}, {"severity", "2"}});
    world_.acl("ticket", "read", {"agent"}, {{"condition", "title=a"}});
    world_.acl("complaint", "read", {"agent"}, {{"condition", "severity=1"}});
    expect_sees("ada", {"a", "d"});
}

TEST_F(Acl, DenyUnlessComesBeforeAllowIf) {
    world_.acl("ticket", "read", {"agent"});
    world_.acl("ticket", "read", {"agent"}, {{"decision_type", "deny"}, {"condition", "title!=b"}});
    expect_sees("ada", {"a", "c"});
    world_.acl("ticket", "read", {"manager"},
               {{"decision_type", "deny"}, {"applies_to", "title=c"}});
    expect_sees("ada", {"a"});
}

TEST_F(Acl, EveryDenyUnlessMustPassButNoneIsAskedAboutRowsItDoesNotCover) {
    world_.acl("ticket", "read", {"agent"});
    world_.acl("ticket", "read", {"manager"},
               {{"decision_type", "deny"}, {"applies_to", "title=a"}});
    expect_sees("ada", {"b", "c"});
    world_.user("mia", {"agent", "manager"});
    expect_sees("mia", {"a", "b", "c"});
}

TEST_F(Acl, ADenyUnlessThatPassesIsEnoughWhereNoAllowIfExists) {
    world_.acl("ticket", "read", {"agent"}, {{"decision_type", "deny"}});
    expect_sees("ada", {"a", "b", "c"});
    expect_sees("carl", {});
}

TEST_F(Acl, ARuleDecidesOnlyAboutTheRowsThatItAppliesTo) {
    world_.acl("ticket", "read", {"manager"}, {{"applies_to", "title=a"}});
    world_.acl("ticket", "read", {"agent"}, {{"applies_to", "title=b"}});
    expect_sees("ada", {"b"});
}

TEST_F(Acl, WithAllowAsDefaultTheStarRulesDecide) {
    world_.property("glide.sm.default_mode", "allow");
    expect_sees("carl", {"a", "b", "c"});
    world_.acl("*", "read", {"agent"});
    expect_sees("carl", {});
    expect_sees("ada", {"a", "b", "c"});
}

TEST_F(Acl, AStarRuleAloneDoesNotOpenATableWhereDenyIsTheDefault) {
    world_.acl("*", "read", {"agent"});
    expect_sees("ada", {});
}

TEST_F(Acl, AScriptIsAskedAboutEveryRowAndCountsStayExact) {
    world_.scripting().decisions["answer = odd()"] = [](Unit&, Record& current) {
        return current.get("title") != "b";
    };
    world_.acl("ticket", "read", {"agent"}, {{"script", "answer = odd()"}});
    expect_sees("ada", {"a", "c"});
    Names page;
    world_.read("ada", [&](Unit& unit) {
        ListRequest request{.table = "ticket", .query = "ORDERBYtitle", .fields = {"title"}};
        request.offset = 1;
        request.limit = 1;
        unit.list(request, [&](const Row& row) {
            page.emplace_back(row.cells[0].value);
            return true;
        });
    });
    EXPECT_EQ(page, Names{"c"});
}

TEST_F(Acl, AScriptThatFailsDenies) {
    world_.acl("ticket", "read", {"agent"}, {{"script", "no such function"}});
    expect_sees("ada", {});
}

TEST_F(Acl, AnAccessScriptThatReadsItsOwnTableSecurelyEnds) {
    world_.scripting().decisions["answer = again()"] = [](Unit& unit, Record& current) {
        auto secure = unit.as(with_acls(unit.session_ptr(), true));
        return secure.find("ticket", current.sys_id()).has_value();
    };
    world_.acl("ticket", "read", {"agent"}, {{"script", "answer = again()"}});
    expect_sees("ada", {});
}

TEST_F(Acl, AConditionMadeByAScriptIsWorkedOutOnceAndReadAsAQuery) {
    world_.scripting().values["mine()"] = [](Unit& unit) {
        return "opened_by=" + unit.session().user_id + "^ORtitle=c";
    };
    world_.acl("ticket", "read", {"agent"}, {{"condition", "javascript:mine()"}});
    world_.as("ada");
    world_.scripting().calls = 0;
    EXPECT_EQ(seen_by("ada"), (Names{"a", "c"}));
    EXPECT_EQ(world_.scripting().calls, 1);
    expect_sees("ada", {"a", "c"});
}

TEST_F(Acl, AConditionMadeByAScriptThatSaysNothingLetsNobodyThrough) {
    world_.scripting().values["mine()"] = [](Unit&) { return ""; };
    world_.acl("ticket", "read", {"agent"}, {{"condition", "javascript:mine()"}});
    expect_sees("ada", {});
}

TEST_F(Acl, OfAFieldNeedsTheTableToo) {
    world_.acl("ticket", "read", {"agent"});
    world_.acl("ticket.secret", "read", {"manager"});
    world_.user("mia", {"manager"});
    EXPECT_FALSE(may("ada", Permission::read, "a", "secret"));
    EXPECT_TRUE(may("ada", Permission::read, "a", "title"));
    EXPECT_TRUE(may("mia", Permission::read, "a", "secret"));
    EXPECT_FALSE(may("mia", Permission::read, "a"));
}

TEST_F(Acl, OfAFieldIsLookedForByNameBeforeTheStars) {
    world_.acl("ticket", "read", {"agent"});
    world_.acl("ticket.*", "read", {"manager"});
    world_.acl("*.title", "read", {"agent"});
    EXPECT_TRUE(may("ada", Permission::read, "a", "title"));
    EXPECT_FALSE(may("ada", Permission::read, "a", "number"));
}

TEST_F(Acl, OfWritingRefusesReadOnlyFieldsButThoseThatAreOnlyShownSo) {
    world_.acl("ticket", "write", {"agent"});
    EXPECT_TRUE(may("ada", Permission::write, "a", "title"));
    EXPECT_FALSE(may("ada", Permission::write, "a", "budget"));
    EXPECT_TRUE(may("ada", Permission::write, "a", "origin"));
}

TEST_F(Acl, OfCreatingFieldsFollowsWritingWithoutRulesOfItsOwn) {
    world_.acl("ticket.secret", "write", {"manager"});
    EXPECT_FALSE(may("ada", Permission::create, "a", "secret"));
    world_.acl("ticket.secret", "create", {"agent"});
    EXPECT_TRUE(may("ada", Permission::create, "a", "secret"));
}

TEST_F(Acl, WithoutARecordConditionsCountAsPerhaps) {
    world_.acl("ticket", "write", {"agent"}, {{"condition", "title=a"}});
    world_.read("ada", [](Unit& unit) {
        const auto& access = unit.access(unit.dictionary().get("ticket"));
        EXPECT_TRUE(access.may(Permission::write));
        EXPECT_FALSE(access.may(Permission::remove));
    });
    EXPECT_TRUE(may("ada", Permission::write, "a"));
    EXPECT_FALSE(may("ada", Permission::write, "b"));
}

TEST_F(Acl, JudgesARecordByTheRowAndNotByWhatTheReaderSeesOfIt) {
    world_.acl("ticket", "read", {"agent"});
    world_.acl("ticket", "write", {"agent"}, {{"condition", "secret=x"}});
    world_.acl("ticket.secret", "read", {"manager"});
    ticket("d", ada_, {{"secret", "x"}});
    world_.read("ada", [](Unit& unit) {
        const auto record = unit.find_by("ticket", "title=d");
        EXPECT_EQ(record->get("secret"), "");
        EXPECT_TRUE(unit.access(record->table()).may(Permission::write, unit, *record));
    });
}

TEST_F(Acl, ExplainsWhichRulesWereAskedAndWhyTheyFailed) {
    world_.acl("ticket", "read", {"agent"}, {{"condition", "title=b"}});
    world_.acl("ticket", "read", {"manager"});
    world_.read("ada", [](Unit& unit) {
        Record record(unit.dictionary().get("ticket"));
        record.load(record.table().get("title"), "a");
        const auto steps =
            unit.access(record.table()).explain(Permission::read, nullptr, unit, record);
        ASSERT_EQ(steps.size(), 2u);
        EXPECT_EQ(steps[0].outcome, "condition");
        EXPECT_EQ(steps[1].outcome, "no role");
    });
}

TEST_F(Acl, ThatIsNewHoldsForTheNextQuestion) {
    expect_sees("ada", {});
    world_.acl("ticket", "read", {"agent"});
    expect_sees("ada", {"a", "b", "c"});
}

TEST_F(Acl, DoesNotBindTheProgramItself) {
    world_.store().read(system_session(),
                        [](Unit& unit) { EXPECT_EQ(unit.count("ticket", ""), 3); });
    world_.read("carl", [](Unit& unit) {
        auto plain = unit.as(with_acls(unit.session_ptr(), false));
        EXPECT_EQ(plain.count("ticket", ""), 3);
    });
}

}  // namespace stead::record
