#include "record/aggregate.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "record/test_world.h"

namespace stead::record {

namespace {

using Function = Aggregate::Function;
using Texts = std::vector<std::string>;

// An agent reads all tickets, a customer his own tickets and his own account.
class Aggregating : public testing::Test {
protected:
    Aggregating() {
        world_.user("ada", {"agent"});
        carl_ = world_.user("carl", {"customer"}, {{"table", "outside_user"}});
        world_.acl("ticket", "read", {"agent"});
        world_.acl("ticket", "read", {"customer"}, own("opened_by"));
        world_.acl("ticket.secret", "read", {"manager"});
        world_.acl("account", "read", {"agent"});
        world_.acl("account", "read", {"customer"}, own("owner"));
        const auto boxeo = world_.insert("account", {{"name", "Boxeo"}, {"owner", carl_}});
        const auto acme = world_.insert("account", {{"name", "Acme"}});
        world_.insert("ticket", {{"title", "a"}, {"opened_by", carl_}, {"account", boxeo}});
        world_.insert("ticket", {{"title", "b"}, {"opened_by", carl_}, {"account", acme}});
        world_.insert("ticket", {{"title", "c"}, {"account", acme}});
    }

    static TestValues own(const std::string& field) {
        return {{"condition", field + "=javascript:gs.getUserID()"}};
    }

    // "group: value value" of every row.
    Texts asked(const std::string& user, AggregateRequest request) {
        request.table = "ticket";
        Texts lines;
        world_.read(user, [&](Unit& unit) {
            for (const auto& row : aggregate(unit, request))
                lines.push_back(base::join(row.groups, ",") + ":" + base::join(row.values, ","));
        });
        return lines;
    }

    static AggregateRequest counted(Texts groups) {
        AggregateRequest request;
        request.groups = std::move(groups);
        request.aggregates = {{}};
        return request;
    }

    TestWorld world_;
    std::string carl_;
};

}  // namespace

TEST_F(Aggregating, CountsOnlyReadableRows) {
    EXPECT_EQ(asked("ada", counted({})), Texts{":3"});
    EXPECT_EQ(asked("carl", counted({})), Texts{":2"});
}

TEST_F(Aggregating, GroupsThroughReferencesOnlyAsFarAsTheirRowsAreReadable) {
    EXPECT_EQ(asked("ada", counted({"account.name"})), (Texts{"Acme:2", "Boxeo:1"}));
    EXPECT_EQ(asked("carl", counted({"account.name"})), Texts{"Boxeo:1"});
}

TEST_F(Aggregating, RefusesFieldsThatMayNotBeReadWhereverTheyStand) {
    AggregateRequest largest, grouped = counted({"secret"}), having = counted({"title"});
    largest.aggregates = {{Function::maximum, "secret"}};
    having.having = {{{Function::maximum, "secret"}, ">", "a"}};
    AggregateRequest ordered = counted({"title"});
    ordered.order = {{"", {Function::minimum, "secret"}, false}};
    for (const auto& request : {largest, grouped, having, ordered})
        EXPECT_THROW(asked("ada", request), base::Error);
}

TEST_F(Aggregating, AsksScriptsAboutEveryRow) {
    world_.acl("ticket", "read", {}, {{"script", "only b"}});
    world_.scripting().decisions["only b"] = [](Unit&, Record& row) {
        return row.get("title") == "b";
    };
    world_.user("eve", {});
    EXPECT_EQ(asked("eve", counted({"title"})), Texts{"b:1"});
}

TEST_F(Aggregating, ProgramsSeeEverything) {
    auto request = counted({});
    request.query_from_outside = false;
    request.aggregates.push_back({Function::distinct, "title"});
    request.table = "ticket";
    world_.store().read(system_session(), [&](Unit& unit) {
        EXPECT_EQ(aggregate(unit, request).front().values, (Texts{"3", "a,b,c"}));
    });
}

}  // namespace stead::record
