#include "rest/ui/policies.h"

#include <gtest/gtest.h>

#include "rest/ui/test_snapshot.h"

namespace stead::rest::ui {

namespace {

TEST(Policies, ApplyToExtensionsOnlyWhenTheyAreInherited) {
    TestSnapshot snapshot;
    snapshot.add("sys_ui_policy", {{"sys_id", "p1"}, {"table", "ticket"}, {"inherit", "1"}});
    snapshot.add("sys_ui_policy", {{"sys_id", "p2"}, {"table", "ticket"}});

    const Policies policies(snapshot);

    EXPECT_EQ(policies.of(snapshot.dictionary().get("ticket")).size(), 2U);
    EXPECT_EQ(policies.of(snapshot.dictionary().get("complaint")).size(), 1U);
}

TEST(Policies, LeaveAloneWhatAnActionIgnores) {
    TestSnapshot snapshot;
    snapshot.add("sys_ui_policy", {{"sys_id", "p"}, {"table", "ticket"}});
    snapshot.add("sys_ui_policy_action", {{"ui_policy", "p"},
                                          {"field", "title"},
                                          {"mandatory", "true"},
                                          {"visible", "ignore"},
                                          {"disabled", "false"}});

    const Policies policies(snapshot);
    const auto effect = policies.of(snapshot.dictionary().get("ticket")).front()->effects.front();

    EXPECT_EQ(effect.mandatory, "true");
    EXPECT_EQ(effect.visible, "");
    EXPECT_EQ(effect.readonly, "false");
}

TEST(Policies, HoldDataPoliciesThatPagesApplyToo) {
    TestSnapshot snapshot;
    snapshot.add("sys_data_policy2",
                 {{"sys_id", "d1"}, {"model_table", "ticket"}, {"enforce_ui", "1"}});
    snapshot.add("sys_data_policy2", {{"sys_id", "d2"}, {"model_table", "ticket"}});

    EXPECT_EQ(Policies(snapshot).of(snapshot.dictionary().get("ticket")).size(), 1U);
}

}  // namespace

}  // namespace stead::rest::ui
