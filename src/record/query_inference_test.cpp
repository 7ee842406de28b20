#include <gtest/gtest.h>

#include "base/error.h"
#include "record/test_world.h"

// What a query could tell about values that its author may not read: which rows it finds and in
// which order must not depend on them.
namespace stead::record {

namespace {

using Names = std::vector<std::string>;

// Ada reads tickets but for `secret`, and no account. Carl reads his own accounts.
class Inference : public testing::Test {
protected:
    Inference() {
        for (const auto* role : {"agent", "manager", "customer"}) world_.role(role);
        ada_ = world_.user("ada", {"agent"});
        carl_ = world_.user("carl", {"customer"});
        world_.user("mia", {"agent", "manager"});
        const auto top = world_.insert("account", {{"name", "Top"}});
        const auto middle = world_.insert("account", {{"name", "Middle"}, {"parent", top}});
        const auto own =
            world_.insert("account", {{"name", "Own"}, {"parent", middle}, {"owner", carl_}});
        ids_ = {{"Top", top}, {"Middle", middle}, {"Own", own}};
        world_.insert("ticket", {{"title", "a"}, {"secret", "x"}, {"account", own}});
        world_.insert("ticket", {{"title", "b"}, {"secret", "y"}, {"opened_by", ada_}});
        world_.acl("ticket", "read", {"agent"});
        world_.acl("ticket", "read", {"customer"});
        world_.acl("ticket.secret", "read", {"manager"});
        world_.acl("ticket.work_notes", "read", {"manager"});
        world_.acl("account", "read", {"manager"});
        world_.acl("account", "read", {"customer"},
                   {{"condition", "owner=javascript:gs.getUserID()"}});
        world_.acl("sys_user", "read", {"agent"});
    }

    Names list(const std::string& user, const std::string& query,
               const std::string& table = "ticket") {
        return world_.list(user, table, query, table == "ticket" ? "title" : "name");
    }

    void expect_refused(const std::string& user, const std::string& query,
                        const std::string& table = "ticket") {
        try {
            list(user, query, table);
            ADD_FAILURE() << query << " was answered";
        } catch (const base::Error& error) {
            EXPECT_EQ(error.status, base::Status::forbidden) << query;
            EXPECT_STREQ(error.what(), "Insufficient rights to query records");
            EXPECT_EQ(error.detail,
                      "Field(s) present in the query do not have permission to be read");
        }
        EXPECT_THROW(world_.count(user, table, query), base::Error) << query;
    }

    TestWorld world_;
    std::string ada_, carl_;
    std::map<std::string, std::string> ids_;
};

}  // namespace

TEST_F(Inference, NoOperatorTellsAboutAnUnreadableField) {
    for (const auto* test : {"=x",
                             "!=x",
                             "<x",
                             "<=x",
                             ">x",
                             ">=x",
                             "STARTSWITHx",
                             "ENDSWITHx",
                             "%x",
                             "LIKEx",
                             "*x",
                             "CONTAINSx",
                             "NOT LIKEx",
                             "!*x",
                             "NOTLIKEx",
                             "DOES NOT CONTAINx",
                             "INx",
                             "NOT INx",
                             "NOTINx",
                             "ISEMPTY",
                             "EMPTY",
                             "IS_NULL",
                             "ISNOTEMPTY",
                             "NOTEMPTY",
                             "IS_NOT_NULL",
                             "ANYTHING",
                             "EMPTYSTRING",
                             "BETWEENa@z",
                             "SAMEAStitle",
                             "NSAMEAStitle",
                             "GT_FIELDtitle",
                             "LT_FIELDtitle",
                             "GT_OR_EQUALS_FIELDtitle",
                             "LT_OR_EQUALS_FIELDtitle"})
        expect_refused("ada", std::string("secret") + test);
    EXPECT_EQ(list("mia", "secret<y"), Names{"a"});
}

TEST_F(Inference, NorDoesTheOtherSideOfAComparison) {
    for (const auto* test : {"SAMEASsecret", "NSAMEASsecret", "GT_FIELDsecret", "LT_FIELDsecret",
                             "SAMEASaccount.name", "GT_OR_EQUALS_FIELDsecret"})
        expect_refused("ada", std::string("title") + test);
    expect_refused("ada", "sys_created_onMORETHANaccount.sys_created_on@hour@after@1");
}

TEST_F(Inference, NorAnyPlaceOfTheQuery) {
    for (const auto* query :
         {"title=a^secret=x", "title=a^ORsecret=x", "title=zz^NQsecret=x", "ORDERBYsecret",
          "ORDERBYDESCsecret", "GROUPBYsecret", "title=a^GROUPBYtitle^ORDERBYsecret",
          "ORDERBYaccount.revenue", "GROUPBYaccount.revenue", "GOTOsecretLIKEx",
          "ref_ticket.secret=x", "account.owner.user_name=x"})
        expect_refused("ada", query);
}

TEST_F(Inference, NorJoinedTables) {
    for (const auto* query : {"JOINticket.opened_by=ticket.opened_by!secret=x",
                              "JOINticket.secret=ticket.title!", "JOINticket.title=ticket.secret!",
                              "JOINticket.opened_by=ticket.opened_by!titleSAMEASsecret",
                              "JOINticket.opened_by=ticket.opened_by!account.revenue>1",
                              "JOINticket.opened_by=ticket.opened_by!title=a^ORsecret=x",
                              "JOINticket.opened_by=ticket.opened_by!accountIN_HIERARCHYparent@x",
                              "JOINticket.opened_by=ticket.opened_by!work_notesLIKEx",
                              "JOINticket.account=account.sys_id!revenue>1^ORDERBYsecret"})
        expect_refused("ada", query);
    EXPECT_EQ(list("mia", "JOINticket.secret=ticket.secret!title=a"), Names{"a"});
}

TEST_F(Inference, NorRelatedListsAndSubqueries) {
    for (const auto* query :
         {"RLQUERYticket.opened_by,>=1^secret=x^ENDRLQUERY",
          "RLQUERYticket.opened_by,>=1,secret=x^ENDRLQUERY",
          "RLQUERYticket.opened_by,=0,m2m^secret=x^ENDRLQUERY",
          "RLQUERYticket.opened_by,>=1^titleSAMEASsecret^ENDRLQUERY",
          "RLQUERYticket.account.owner,>=1^ENDRLQUERY",
          "RLQUERYticket.opened_by,>=1^RLQUERYticket.opened_by,>=1^secret=x^ENDRLQUERY^ENDRLQUERY",
          "RLQUERYticket.opened_by,>=1^SUBQUERYsecret,title,ticket^ENDSUBQUERY^ENDRLQUERY",
          "SUBQUERYsys_id,opened_by,ticket^secret=x^ENDSUBQUERY",
          "SUBQUERYuser_name,secret,ticket^ENDSUBQUERY"})
        expect_refused("ada", query, "sys_user");
    expect_refused("ada", "SUBQUERYsecret,title,ticket^ENDSUBQUERY");
    EXPECT_EQ(list("ada", "RLQUERYticket.opened_by,>=1^title=b^ENDRLQUERY", "sys_user"),
              Names{"Ada"});
}

TEST_F(Inference, NorHierarchies) {
    const auto below = [&](const std::string& name) {
        return "accountIN_HIERARCHYparent@" + ids_[name];
    };
    expect_refused("ada", below("Top"));
    EXPECT_EQ(list("mia", below("Top")), Names{"a"});
    EXPECT_EQ(list("carl", below("Own")), Names{"a"});
    EXPECT_EQ(list("carl", below("Middle")), Names{"a"});  // he reads the parent of his account
    EXPECT_EQ(list("carl", below("Top")), Names{});        // but not the parent of that
}

TEST_F(Inference, ATextSearchLooksOnlyIntoFieldsThatMayBeRead) {
    EXPECT_EQ(list("mia", "123TEXTQUERY321=x"), Names{"a"});
    EXPECT_EQ(list("ada", "123TEXTQUERY321=x"), Names{});
    EXPECT_EQ(list("ada", "keywords=a"), Names{"a"});
    EXPECT_EQ(list("ada", "RLQUERYticket.opened_by,>=1^123TEXTQUERY321=y^ENDRLQUERY", "sys_user"),
              Names{});
    EXPECT_EQ(list("mia", "RLQUERYticket.opened_by,>=1^123TEXTQUERY321=y^ENDRLQUERY", "sys_user"),
              Names{"Ada"});
    EXPECT_EQ(list("ada", "JOINticket.opened_by=ticket.opened_by!123TEXTQUERY321=y"), Names{});
}

TEST_F(Inference, SemiJoinsWalkOverReadableRowsOnly) {
    world_.acl("sys_user", "read", {"customer"});
    const auto other = world_.insert("account", {{"name", "Other"}, {"owner", ada_}});
    world_.insert("ticket", {{"title", "c"}, {"account", other}});

    EXPECT_EQ(list("carl", "RLQUERYticket.account.owner,>=1^ENDRLQUERY", "sys_user"),
              Names{"Carl"});
    EXPECT_EQ(list("carl", "SUBQUERYaccount.owner,sys_id,sys_user^ENDSUBQUERY"), Names{"a"});
    EXPECT_EQ(list("carl", "RLQUERYticket.opened_by,>=0^account.name=Other^ENDRLQUERY", "sys_user"),
              list("carl", "", "sys_user"));
    EXPECT_EQ(list("carl", "RLQUERYticket.opened_by,=0^account.name=Other^ENDRLQUERY", "sys_user"),
              list("carl", "", "sys_user"));
}

TEST_F(Inference, NothingIsCountedOrFoundInRowsThatAreUnreadable) {
    EXPECT_EQ(list("ada", "JOINticket.account=account.sys_id!"), Names{});
    EXPECT_EQ(list("ada", "SUBQUERYaccount,sys_id,account^ENDSUBQUERY"), Names{});
    EXPECT_EQ(list("carl", "account.parent.name=Top"), Names{});
    EXPECT_EQ(list("mia", "account.parent.parent.name=Top"), Names{"a"});
}

}  // namespace stead::record
