#include <gtest/gtest.h>

#include "base/error.h"
#include "record/access.h"
#include "record/journal.h"
#include "record/test_world.h"

namespace stead::record {

namespace {

using Names = std::vector<std::string>;

// An agent who reads all tickets but no secrets, a manager who reads everything, and a customer who
// reads the tickets and the accounts that are his.
class Reading : public testing::Test {
protected:
    Reading() {
        ada_ = world_.user("ada", {"agent"}, {{"name", "Ada Agent"}});
        carl_ = world_.user("carl", {"customer"}, {{"table", "outside_user"}});
        world_.user("mia", {"agent", "manager"});
        boxeo_ =
            world_.insert("account", {{"name", "Boxeo"}, {"owner", carl_}, {"revenue", "1200"}});
        acme_ = world_.insert("account", {{"name", "Acme"}, {"revenue", "50"}, {"parent", boxeo_}});
        a_ = ticket("a", {{"account", boxeo_}, {"opened_by", carl_}, {"secret", "x"}});
        b_ =
            ticket("b", {{"account", acme_}, {"opened_by", ada_}, {"secret", "y"}, {"state", "2"}});
        c_ = ticket("c", {{"opened_by", carl_}});
        world_.acl("ticket", "read", {"agent"});
        world_.acl("ticket", "read", {"customer"}, own("opened_by"));
        world_.acl("ticket.secret", "read", {"manager"});
        world_.acl("ticket.work_notes", "read", {"agent"});
        world_.acl("account", "read", {"manager"});
        world_.acl("account", "read", {"customer"}, own("owner"));
    }

    static TestValues own(const std::string& field) {
        return {{"condition", field + "=javascript:gs.getUserID()"}};
    }

    std::string ticket(const std::string& title, TestValues more) {
        more["title"] = title;
        return world_.insert("ticket", more);
    }

    Names list(const std::string& user, const std::string& query, const std::string& field) {
        return world_.list(user, "ticket", query, field);
    }
    Names shown(const std::string& user, const std::string& query, const std::string& field) {
        return world_.list(user, "ticket", query, field, true);
    }
    void expect_refused(const std::string& user, const std::string& query) {
        try {
            list(user, query, "title");
            FAIL() << query << " was answered";
        } catch (const base::Error& error) {
            EXPECT_EQ(error.status, base::Status::forbidden) << query;
        }
        EXPECT_THROW(world_.count(user, "ticket", query), base::Error) << query;
    }

    TestWorld world_;
    std::string ada_, carl_, boxeo_, acme_, a_, b_, c_;
};

}  // namespace

TEST_F(Reading, FindsARowThroughItsTableAndEveryAncestorButNoSibling) {
    const auto complaint = world_.insert("complaint", {{"title", "d"}, {"severity", "1"}});
    world_.read("ada", [&](Unit& unit) {
        EXPECT_EQ(unit.get("complaint", complaint).get("severity"), "1");
        EXPECT_EQ(unit.get("ticket", complaint).table().name, "complaint");
        EXPECT_EQ(unit.get("ticket", complaint).get("severity"), "1");
        EXPECT_FALSE(unit.find("complaint", a_));
        EXPECT_FALSE(unit.find("account", a_));
    });
}

TEST_F(Reading, GivesWholeRecordsOfTheirRealClass) {
    world_.insert("complaint", {{"title", "d"}, {"severity", "1"}});
    world_.read("ada", [&](Unit& unit) {
        const auto found = unit.query("ticket", "ORDERBYDESCtitle", 2);
        ASSERT_EQ(found.size(), 2u);
        EXPECT_EQ(found[0].get("severity"), "1");
        EXPECT_EQ(found[1].get("title"), "c");
    });
}

TEST_F(Reading, SaysThatAMissingAndAnUnreadableRowAreTheSame) {
    world_.read("carl", [&](Unit& unit) {
        for (const auto& id : {b_, std::string("nonsense"), std::string()}) {
            try {
                unit.get("ticket", id);
                FAIL();
            } catch (const base::Error& error) {
                EXPECT_EQ(error.status, base::Status::not_found);
                EXPECT_STREQ(error.what(), "No Record found");
            }
        }
    });
}

TEST_F(Reading, RefusesTablesThatDoNotExist) {
    EXPECT_THROW(world_.list("ada", "no_such_table", "", "title"), base::Error);
}

TEST_F(Reading, EmptiesFieldsThatThePersonMayNotRead) {
    world_.read("ada", [&](Unit& unit) {
        EXPECT_EQ(unit.get("ticket", a_).get("secret"), "");
        EXPECT_EQ(unit.query("ticket", "title=a").front().get("secret"), "");
    });
    EXPECT_EQ(list("ada", "title=a", "secret"), Names{"-"});
    EXPECT_EQ(list("mia", "title=a", "secret"), Names{"x"});
}

TEST_F(Reading, NeverShowsPasswords) {
    world_.user("pat", {"manager"}, {{"user_password", "secret"}});
    world_.acl("sys_user", "read", {"manager"});
    EXPECT_EQ(world_.list("pat", "sys_user", "user_name=pat", "user_password"), Names{"********"});
    EXPECT_EQ(world_.list("pat", "sys_user", "user_name=ada", "user_password"), Names{""});
    world_.store().read(system_session(), [](Unit& unit) {
        EXPECT_EQ(unit.find_by("sys_user", "user_name=pat")->get("user_password"), "");
    });
}

TEST_F(Reading, LeavesOutConditionsThatCannotBeReadAndSaysSo) {
    world_.read("ada", [](Unit& unit) {
        ListRequest request{.table = "ticket", .query = "no_such=1^title=a", .fields = {"title"}};
        const auto result = unit.list(request, [](const Row&) { return true; });
        EXPECT_EQ(result.rows, 1);
        EXPECT_EQ(result.dropped.size(), 1u);
    });
    world_.property("glide.invalid_query.returns_no_rows", "true");
    EXPECT_EQ(list("ada", "no_such=1^title=a", "title"), Names{});
}

TEST_F(Reading, TellsTheCellOfAnUnknownFieldFromAnEmptyOne) {
    world_.read("ada", [](Unit& unit) {
        ListRequest request{.table = "ticket", .query = "title=a", .fields = {"no_such", "due"}};
        unit.list(request, [](const Row& row) {
            EXPECT_EQ(row.cells[0].field, nullptr);
            EXPECT_EQ(row.cells[1].field->name, "due");
            return true;
        });
    });
}

TEST_F(Reading, ShowsReferencesChoicesBooleansAndLists) {
    world_.update("ticket", a_, {{"watchers", ada_ + "," + carl_ + ",who@example.com"}});
    EXPECT_EQ(shown("ada", "title=a", "account"), Names{"Boxeo"});
    EXPECT_EQ(shown("ada", "title=b", "state"), Names{"Done"});
    EXPECT_EQ(shown("ada", "title=a", "active"), Names{"true"});
    EXPECT_EQ(list("ada", "title=a", "active"), Names{"true"});
    EXPECT_EQ(shown("ada", "title=a", "watchers"), Names{"Ada Agent, Carl, who@example.com"});
    EXPECT_EQ(shown("ada", "title=c", "account"), Names{""});
    EXPECT_EQ(shown("ada", "title=a", "sys_class_name"), Names{"Ticket"});
}

TEST_F(Reading, ShowsNothingForAReferenceToARowThatIsGone) {
    world_.update("ticket", a_, {{"account", "0123456789abcdef0123456789abcdef"}});
    EXPECT_EQ(shown("ada", "title=a", "account"), Names{""});
    EXPECT_EQ(list("ada", "title=a", "account"), Names{"0123456789abcdef0123456789abcdef"});
}

TEST_F(Reading, ShowsTimesInTheZoneOfTheReader) {
    world_.update("ticket", a_, {{"due", "2026-07-01 12:00:00"}});
    world_.user("olaf", {"agent"}, {{"time_zone", "Europe/Oslo"}});
    EXPECT_EQ(list("olaf", "title=a", "due"), Names{"2026-07-01 12:00:00"});
    EXPECT_EQ(shown("olaf", "title=a", "due"), Names{"2026-07-01 14:00:00"});
}

TEST_F(Reading, ShowsNumbersInGroups) {
    EXPECT_EQ(world_.list("mia", "account", "name=Boxeo", "revenue", true), Names{"1,200"});
    EXPECT_EQ(world_.list("mia", "account", "name=Boxeo", "revenue"), Names{"1200"});
}

TEST_F(Reading, WalksToOtherTablesOnlyAsFarAsTheirRulesAllow) {
    EXPECT_EQ(list("mia", "ORDERBYtitle", "account.revenue"), (Names{"1200", "50", ""}));
    EXPECT_EQ(list("ada", "ORDERBYtitle", "account.revenue"), (Names{"-", "-", "-"}));
    EXPECT_EQ(list("carl", "ORDERBYtitle", "account.revenue"), (Names{"1200", ""}));
    world_.update("ticket", c_, {{"account", acme_}});
    EXPECT_EQ(list("carl", "ORDERBYtitle", "account.revenue"), (Names{"1200", "-"}));
    EXPECT_EQ(list("carl", "ORDERBYtitle", "account.parent.name"), (Names{"", "-"}));
}

TEST_F(Reading, RefusesQueriesAboutFieldsThatMayNotBeRead) {
    for (const auto* query :
         {"secret=x", "secretSTARTSWITHx", "secretISEMPTY", "title=a^ORsecret=x", "ORDERBYsecret",
          "ORDERBYDESCsecret", "titleSAMEASsecret", "account.revenue>100", "ORDERBYaccount.revenue",
          "JOINticket.opened_by=ticket.opened_by!secret=x"})
        expect_refused("ada", query);
    EXPECT_EQ(list("mia", "secret=x", "title"), Names{"a"});
}

TEST_F(Reading, RefusesQueriesAboutPasswords) {
    world_.user("pat", {"admin"}, {{"user_password", "secret"}});
    EXPECT_THROW(world_.list("pat", "sys_user", "user_passwordSTARTSWITH$argon", "name"),
                 base::Error);
}

TEST_F(Reading, CountsInSemiJoinsOnlyRowsThatAreReadable) {
    EXPECT_EQ(list("mia", "JOINticket.account=account.sys_id!revenue>100", "title"), Names{"a"});
    EXPECT_EQ(list("ada", "JOINticket.account=account.sys_id!revenue>100", "title"), Names{});
    EXPECT_EQ(list("carl", "JOINticket.account=account.sys_id!revenue>1", "title"), Names{"a"});
}

TEST_F(Reading, NarrowsAQueryToTheRowsWhoseFieldIsReadable) {
    world_.acl("ticket.budget", "read", {"agent"}, own("opened_by"));
    world_.store().write(system_session(), [&](Unit& unit) {
        for (const auto& id : {a_, b_}) {
            auto record = unit.get("ticket", id);
            record.set("budget", "7");
            unit.update(record);
        }
    });
    EXPECT_EQ(list("ada", "ORDERBYtitle", "budget"), (Names{"-", "7", "-"}));
    EXPECT_EQ(list("ada", "budget=7", "title"), Names{"b"});
    EXPECT_EQ(list("ada", "budget!=5", "title"), Names{"b"});
    EXPECT_EQ(world_.count("ada", "ticket", "budget=7"), 1);
}

TEST_F(Reading, WalksInConditionsOnlyThroughReadableRows) {
    world_.update("ticket", c_, {{"account", acme_}});
    EXPECT_EQ(list("carl", "account.revenue>1", "title"), Names{"a"});
    EXPECT_EQ(list("carl", "account.revenue<100^NQtitle=a", "title"), Names{"a"});
    EXPECT_EQ(list("mia", "account.revenue>1^ORDERBYtitle", "title"), (Names{"a", "b", "c"}));
}

TEST_F(Reading, SortsByOtherTablesWithoutTellingUnreadableOnesApart) {
    EXPECT_EQ(list("mia", "ORDERBYaccount.revenue", "title"), (Names{"c", "b", "a"}));
    EXPECT_EQ(list("carl", "ORDERBYaccount.revenue", "title"), (Names{"c", "a"}));
}

TEST_F(Reading, QueryRulesOfTheirOwnDecideBeforeReading) {
    world_.acl("ticket.title", "query_range", {"manager"});
    EXPECT_EQ(list("ada", "title=a", "title"), Names{"a"});
    expect_refused("ada", "titleSTARTSWITHa");
    EXPECT_EQ(list("mia", "titleSTARTSWITHa", "title"), Names{"a"});
}

TEST_F(Reading, PagesAreExact) {
    world_.read("carl", [&](Unit& unit) {
        Names titles;
        ListRequest request{.table = "ticket", .query = "ORDERBYtitle", .fields = {"title"}};
        request.limit = 1;
        for (request.offset = 0; request.offset < 3; ++request.offset)
            unit.list(request, [&](const Row& row) {
                titles.emplace_back(row.cells[0].value);
                return true;
            });
        EXPECT_EQ(titles, (Names{"a", "c"}));
    });
}

TEST_F(Reading, StopsWhenTheReaderHasEnough) {
    world_.read("ada", [](Unit& unit) {
        int rows = 0;
        ListRequest request{.table = "ticket", .fields = {"title"}};
        unit.list(request, [&](const Row&) { return ++rows < 2; });
        EXPECT_EQ(rows, 2);
        EXPECT_EQ(unit.count("ticket", ""), 3);
    });
}

TEST_F(Reading, BeforeQueryRulesAddTheirConditions) {
    world_.insert("sys_script", {{"name", "only open"},
                                 {"collection", "ticket"},
                                 {"when", "before"},
                                 {"action_query", "true"},
                                 {"role_conditions", "agent"},
                                 {"script", "current.addQuery('state', 1)"}});
    world_.scripting().queries["current.addQuery('state', 1)"] = [](Unit&) { return "state=1"; };
    EXPECT_EQ(list("ada", "ORDERBYtitle", "title"), (Names{"a", "c"}));
    EXPECT_EQ(world_.found_one_by_one("ada"), (Names{"a", "c"}));
    EXPECT_EQ(world_.count("ada", "ticket", ""), 2);
    EXPECT_EQ(list("carl", "ORDERBYtitle", "title"), (Names{"a", "c"}));
    world_.update("ticket", a_, {{"state", "2"}});
    EXPECT_EQ(list("carl", "ORDERBYtitle", "title"), (Names{"a", "c"}));
    EXPECT_EQ(list("ada", "ORDERBYtitle", "title"), Names{"c"});
}

TEST_F(Reading, ABeforeQueryRuleThatAsksItsOwnTableEnds) {
    world_.insert("sys_script", {{"name", "busy"},
                                 {"collection", "ticket"},
                                 {"when", "before"},
                                 {"action_query", "true"},
                                 {"script", "busy()"}});
    world_.scripting().queries["busy()"] = [](Unit& unit) {
        return unit.count("ticket", "") == 3 ? "title=a" : "title=b";
    };
    EXPECT_EQ(list("ada", "", "title"), Names{"a"});
}

TEST_F(Reading, FollowsPathsFromARecord) {
    world_.read("mia", [&](Unit& unit) {
        const auto record = unit.get("ticket", b_);
        EXPECT_EQ(unit.value_at(record, "account.parent.name"), "Boxeo");
        EXPECT_EQ(unit.value_at(record, "account.owner.email"), "");
    });
    world_.read("ada", [&](Unit& unit) {
        EXPECT_EQ(unit.value_at(unit.get("ticket", b_), "account.name"), "");
    });
}

TEST_F(Reading, MatchesARecordAsItStandsInMemory) {
    world_.read("mia", [&](Unit& unit) {
        auto record = unit.get("ticket", b_);
        record.set("title", "changed");
        EXPECT_TRUE(unit.matches("title=changed^account.parent.name=Boxeo", record));
        EXPECT_FALSE(unit.matches("title=b", record));
    });
}

TEST_F(Reading, ShowsARecordAndItsFields) {
    world_.read("mia", [&](Unit& unit) {
        const auto record = unit.get("ticket", b_);
        EXPECT_EQ(unit.display_value(record), "b");
        EXPECT_EQ(unit.display_value(record, record.table().get("opened_by")), "Ada Agent");
        EXPECT_EQ(unit.display_value(record, record.table().get("state")), "Done");
        EXPECT_EQ(unit.display_value_of("account", acme_), "Acme");
    });
}

TEST_F(Reading, ShowsJournalsNewestFirstAndOnlyToTheirReaders) {
    world_.acl("ticket", "write", {"agent"});
    const auto say = [&](const std::string& field, const std::string& text) {
        world_.write("ada", [&](Unit& unit) {
            auto record = unit.get("ticket", a_);
            record.set(field, text);
            update_or_throw(unit, record);
        });
        world_.clock().freeze(world_.clock().now() + std::chrono::minutes(1));
    };
    say("comments", "We look into it.");
    say("work_notes", "Valve.");
    say("comments", "Done.");
    const std::string comments =
        "2026-11-22 08:02:00 - Ada Agent (Comments)\nDone.\n\n"
        "2026-11-22 08:00:00 - Ada Agent (Comments)\nWe look into it.\n\n";
    const std::string all =
        "2026-11-22 08:02:00 - Ada Agent (Comments)\nDone.\n\n"
        "2026-11-22 08:01:00 - Ada Agent (Work notes)\nValve.\n\n"
        "2026-11-22 08:00:00 - Ada Agent (Comments)\nWe look into it.\n\n";
    EXPECT_EQ(shown("carl", "title=a", "comments"), Names{comments});
    EXPECT_EQ(shown("carl", "title=a", "work_notes"), Names{"-"});
    EXPECT_EQ(shown("carl", "title=a", "comments_and_work_notes"), Names{comments});
    EXPECT_EQ(shown("ada", "title=a", "comments_and_work_notes"), Names{all});
    EXPECT_EQ(list("ada", "title=a", "comments"), Names{""});
    world_.read("carl", [&](Unit& unit) {
        EXPECT_EQ(journal(unit, unit.get("ticket", a_), "comments,work_notes").size(), 2u);
        EXPECT_EQ(journal(unit, unit.get("ticket", a_), "comments", 1).front().value, "Done.");
    });
    const auto entries = [&](const std::string& user) {
        return world_.list(user, "sys_journal_field", "ORDERBYsys_created_on", "value");
    };
    EXPECT_EQ(entries("carl"), (Names{"We look into it.", "Done."}));
    EXPECT_EQ(entries("ada"), (Names{"We look into it.", "Valve.", "Done."}));
    EXPECT_EQ(entries("guest"), Names{});
    EXPECT_EQ(list("ada", "work_notesLIKEvalve", "title"), Names{"a"});
    expect_refused("carl", "work_notesLIKEvalve");
    EXPECT_EQ(list("carl", "commentsLIKElook", "title"), Names{"a"});
    expect_refused("carl", "JOINticket.opened_by=sys_journal_field.sys_created_by!valueLIKEvalve");
}

TEST_F(Reading, LetsTheOwnerOfARowDecideWhoReadsAndWritesIt) {
    world_.acl("ticket", "write", {"agent"});
    const auto note = world_.insert("note", {{"text", "n"}, {"of_table", "ticket"}, {"of", b_}});
    world_.insert("note", {{"text", "lost"}, {"of_table", "ticket"}, {"of", "gone"}});
    EXPECT_EQ(world_.list("ada", "note", "", "text"), Names{"n"});
    EXPECT_EQ(world_.list("carl", "note", "", "text"), Names{});
    EXPECT_EQ(world_.count("ada", "note", ""), 1);
    const auto may_remove = [&](const std::string& user) {
        bool answer = false;
        world_.store().read(system_session(), [&](Unit& system) {
            const auto record = system.get("note", note);
            auto unit = system.as(world_.as(user));
            answer = unit.access(record.table()).may(Permission::remove, unit, record);
        });
        return answer;
    };
    EXPECT_TRUE(may_remove("ada"));
    EXPECT_FALSE(may_remove("carl"));
}

}  // namespace stead::record
