#include <gtest/gtest.h>

#include <random>

#include "record/test_world.h"

namespace stead::record {

namespace {

using Names = std::vector<std::string>;

// Rows of every kind that conditions can tell apart, and rules drawn at random: what a person may
// read is decided by SQL in lists and in memory for single rows, and both must say the same.
class Agreement : public testing::TestWithParam<unsigned> {
protected:
    Agreement() : random_(GetParam()) {
        me_ = world_.user("me", {"agent", "reader"});
        other_ = world_.user("other", {"agent"});
        mine_ = world_.insert("account", {{"name", "Mine"}, {"owner", me_}, {"revenue", "10"}});
        theirs_ =
            world_.insert("account", {{"name", "Theirs"}, {"owner", other_}, {"parent", mine_}});
        for (int i = 0; i < 24; ++i) add_ticket(i);
    }

    template <class T>
    T one_of(const std::vector<T>& all) {
        return all[random_() % all.size()];
    }

    void add_ticket(int i) {
        world_.insert(i % 3 == 0 ? "complaint" : "ticket",
                      {{"title", "t" + std::to_string(100 + i)},
                       {"state", one_of<std::string>({"1", "2"})},
                       {"account", one_of<std::string>({"", mine_, theirs_})},
                       {"opened_by", one_of<std::string>({"", me_, other_})},
                       {"assigned_to", one_of<std::string>({"", me_})},
                       {"watchers", one_of<std::string>({"", me_, other_ + "," + me_})},
                       {"secret", one_of<std::string>({"", "x", "X y"})},
                       {"active", one_of<std::string>({"true", "false"})}});
    }

    std::string condition() {
        const std::string me = "javascript:gs.getUserID()";
        return one_of<std::string>({"opened_by=" + me,
                                    "opened_by!=" + me,
                                    "assigned_toISEMPTY",
                                    "accountISNOTEMPTY",
                                    "account.owner=" + me,
                                    "account.owner!=" + me,
                                    "account.parent.owner=" + me,
                                    "account.nameSTARTSWITHmi",
                                    "watchersLIKE" + me,
                                    "watchersNOT LIKE" + me,
                                    "secret=x",
                                    "secretNOT LIKEx",
                                    "secret!=x",
                                    "active=true",
                                    "active!=true",
                                    "state=1^ORsecret=x",
                                    "state=2^active=false^NQopened_by=" + me,
                                    "state>1",
                                    "sys_class_name=complaint",
                                    "opened_bySAMEASassigned_to",
                                    "account.revenue<=10",
                                    "titleIN t101,t102,t103",
                                    "RLQUERYaccount.owner,>=1^ENDRLQUERY",
                                    "opened_by.name=Me"});
    }

    void add_rule(const std::string& table) {
        TestValues values;
        if (random_() % 4 != 0) values["condition"] = condition();
        if (random_() % 3 == 0) values["applies_to"] = condition();
        if (random_() % 4 == 0) values["decision_type"] = "deny";
        world_.acl(table, "read", {one_of<std::string>({"agent", "reader", "nobody", "stranger"})},
                   values);
    }

    std::mt19937 random_;
    TestWorld world_;
    std::string me_, other_, mine_, theirs_;
};

}  // namespace

TEST_P(Agreement, OfSqlAndMemoryAboutWhoReadsWhichRow) {
    for (int round = 0; round < 6; ++round) {
        add_rule(random_() % 3 == 0 ? "complaint" : "ticket");
        const auto in_sql = world_.list("me", "ticket", "ORDERBYtitle", "title");
        EXPECT_EQ(in_sql, world_.found_one_by_one("me")) << "after rule " << round + 1;
        EXPECT_EQ(world_.count("me", "ticket", ""), static_cast<std::int64_t>(in_sql.size()));
    }
}

INSTANTIATE_TEST_SUITE_P(Worlds, Agreement, testing::Range(1u, 9u));

}  // namespace stead::record
