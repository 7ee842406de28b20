#include "record/sessions.h"

#include <gtest/gtest.h>

#include "base/password.h"
#include "record/test_world.h"

namespace stead::record {

TEST(Sessions, HaveTheRolesGrantedToThePerson) {
    TestWorld world;
    world.user("ada", {"agent"});
    EXPECT_TRUE(world.as("ada")->has_role("agent"));
    EXPECT_FALSE(world.as("ada")->has_role("manager"));
}

TEST(Sessions, HaveTheRolesOfTheirGroupsAndOfTheGroupsAbove) {
    TestWorld world;
    world.user("ada");
    const auto top = world.group("top", {}, {"reader"});
    const auto team = world.group("team", {"ada"}, {"agent"}, top);
    EXPECT_TRUE(world.as("ada")->has_role("agent"));
    EXPECT_TRUE(world.as("ada")->has_role("reader"));
    EXPECT_TRUE(world.as("ada")->is_member_of(team));
    EXPECT_TRUE(world.as("ada")->is_member_of(top));
}

TEST(Sessions, HaveTheRolesThatTheirRolesContain) {
    TestWorld world;
    world.role("agent", {"reader"});
    world.role("manager", {"agent"});
    world.user("ada", {"manager"});
    EXPECT_TRUE(world.as("ada")->has_role("reader"));
}

TEST(Sessions, SurviveRolesThatContainEachOther) {
    TestWorld world;
    world.role("a", {"b"});
    world.role("b", {"a"});
    world.user("ada", {"a"});
    EXPECT_TRUE(world.as("ada")->has_role("b"));
}

TEST(Sessions, LeaveElevatedAndExpiredRolesOut) {
    TestWorld world;
    world.insert("sys_user_role", {{"name", "security"}, {"elevated_privilege", "true"}});
    const auto ada = world.user("ada", {"agent"});
    world.insert(
        "sys_user_has_role",
        {{"user", ada}, {"role", world.role("visitor")}, {"expires", "2026-11-22 07:59:59"}});
    EXPECT_FALSE(world.as("ada")->has_role("visitor"));
    EXPECT_FALSE(world.as("ada")->has_role("security"));
}

TEST(Sessions, SeeARoleAsSoonAsItIsGrantedAndNoLongerThanThat) {
    TestWorld world;
    const auto ada = world.user("ada");
    EXPECT_FALSE(world.as("ada")->has_role("agent"));
    const auto grant =
        world.insert("sys_user_has_role", {{"user", ada}, {"role", world.role("agent")}});
    EXPECT_TRUE(world.as("ada")->has_role("agent"));
    world.update("sys_user_has_role", grant, {{"state", "requested"}});
    EXPECT_FALSE(world.as("ada")->has_role("agent"));
}

TEST(Sessions, AreTheSameObjectUntilSomethingChanges) {
    TestWorld world;
    const auto ada = world.user("ada");
    const auto first = world.as("ada");
    EXPECT_EQ(first, world.as("ada"));
    world.update("sys_user", ada, {{"email", "ada@example.com"}});
    EXPECT_NE(first, world.as("ada"));
    EXPECT_EQ(world.as("ada")->email, "ada@example.com");
}

TEST(Sessions, OfAdminsHaveEveryRoleButNobody) {
    TestWorld world;
    world.user("root", {"admin"});
    EXPECT_TRUE(world.as("root")->has_role("anything"));
    EXPECT_FALSE(world.as("root")->has_role("nobody"));
}

TEST(Sessions, OfGuestsHaveOnlyThePublicRole) {
    TestWorld world;
    EXPECT_TRUE(world.as("guest")->has_role("public"));
    EXPECT_FALSE(world.as("guest")->has_role("agent"));
    EXPECT_TRUE(world.as("guest")->has_any_role(""));
}

TEST(Sessions, MakeEmployeesInternalAndCustomersNot) {
    TestWorld world;
    world.user("ada");
    world.user("carl", {}, {{"table", "outside_user"}});
    world.user("eve", {"snc_external"});
    EXPECT_TRUE(world.as("ada")->has_role("snc_internal"));
    EXPECT_FALSE(world.as("carl")->has_role("snc_internal"));
    EXPECT_FALSE(world.as("eve")->has_role("snc_internal"));
}

TEST(Sessions, AreRefusedToInactiveLockedAndUnknownPeople) {
    TestWorld world;
    world.user("gone", {}, {{"active", "false"}});
    world.user("locked", {}, {{"locked_out", "true"}});
    EXPECT_EQ(load_session_by_name(world.store(), "gone", Door::rest), nullptr);
    EXPECT_EQ(load_session_by_name(world.store(), "locked", Door::rest), nullptr);
    EXPECT_EQ(load_session_by_name(world.store(), "stranger", Door::rest), nullptr);
    EXPECT_EQ(load_session_by_name(world.store(), "", Door::rest), nullptr);
}

TEST(SignIn, NeedsTheRightPassword) {
    TestWorld world;
    world.user("ada", {"agent"}, {{"user_password", "correct horse"}});
    EXPECT_EQ(sign_in(world.store(), "ada", "wrong", Door::ui), nullptr);
    const auto session = sign_in(world.store(), "ada", "correct horse", Door::ui);
    ASSERT_NE(session, nullptr);
    EXPECT_TRUE(session->has_role("agent"));
    EXPECT_EQ(session->door, Door::ui);
}

TEST(SignIn, RefusesPeopleWithoutPasswordAndNamesThatAreNone) {
    TestWorld world;
    world.user("ada");
    EXPECT_EQ(sign_in(world.store(), "ada", "", Door::ui), nullptr);
    EXPECT_EQ(sign_in(world.store(), "nobody", "x", Door::ui), nullptr);
    EXPECT_EQ(sign_in(world.store(), "ada^ORuser_nameISNOTEMPTY", "x", Door::ui), nullptr);
}

TEST(SignIn, LocksOutAfterTooManyFailuresAndOpensAgainInTime) {
    TestWorld world;
    world.property("glide.user.max_unlock_attempts", "2");
    world.user("ada", {}, {{"user_password", "right"}});
    sign_in(world.store(), "ada", "wrong", Door::ui);
    sign_in(world.store(), "ada", "wrong", Door::ui);
    EXPECT_EQ(sign_in(world.store(), "ada", "right", Door::ui), nullptr);
    EXPECT_EQ(load_session_by_name(world.store(), "ada", Door::rest), nullptr);
    world.clock().freeze(world.clock().now() + std::chrono::minutes(16));
    EXPECT_NE(sign_in(world.store(), "ada", "right", Door::ui), nullptr);
    EXPECT_NE(load_session_by_name(world.store(), "ada", Door::rest), nullptr);
}

TEST(SignIn, NeverReopensAnAccountThatAnAdministratorLocked) {
    TestWorld world;
    world.user("ada", {}, {{"user_password", "right"}, {"locked_out", "true"}});
    world.clock().freeze(world.clock().now() + std::chrono::hours(1000));
    EXPECT_EQ(sign_in(world.store(), "ada", "right", Door::ui), nullptr);
}

}  // namespace stead::record
