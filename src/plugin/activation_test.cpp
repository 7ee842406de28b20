#include "plugin/activation.h"

#include <gtest/gtest.h>

namespace stead::plugin {
namespace {

Manifest manifest(std::string id, std::vector<std::string> requires_ids = {}) {
    Manifest made;
    made.id = made.folder = std::move(id);
    made.requires_ids = std::move(requires_ids);
    return made;
}

std::vector<std::string> plan(const std::vector<Manifest>& all,
                              const std::vector<std::string>& stored, const LoadOptions& options,
                              Problems& problems) {
    std::vector<std::string> ids;
    for (const auto& each : plan_activation(all, stored, options, problems)) ids.push_back(each.id);
    return ids;
}

TEST(Activation, LoadsEachPluginAfterWhatItRequires) {
    Problems problems;
    const std::vector<Manifest> all = {manifest("attic", {"roof", "walls"}), manifest("platform"),
                                       manifest("roof", {"walls"}), manifest("walls")};

    EXPECT_EQ(plan(all, {}, {}, problems),
              (std::vector<std::string>{"platform", "walls", "roof", "attic"}));
    EXPECT_TRUE(problems.empty());
}

TEST(Activation, NamesARequirementThatIsNotThereAndWhoWantsIt) {
    Problems problems;

    plan({manifest("platform"), manifest("roof", {"walls"})}, {}, {}, problems);

    EXPECT_EQ(to_string(problems), "roof/plugin.toml:1: requires walls, which is not there");
}

TEST(Activation, OfOnePluginActivatesNoOtherThatIsActiveByDefault) {
    Problems problems;
    LoadOptions options;
    options.activate = {"roof"};
    const std::vector<Manifest> all = {manifest("platform"), manifest("garden"),
                                       manifest("roof", {"walls"}), manifest("walls")};

    EXPECT_EQ(plan(all, {"platform"}, options, problems),
              (std::vector<std::string>{"platform", "walls", "roof"}));
}

TEST(Activation, EndsWhereTwoPluginsRequireEachOther) {
    Problems problems;

    EXPECT_EQ(plan({manifest("platform"), manifest("egg", {"hen"}), manifest("hen", {"egg"})}, {},
                   {}, problems)
                  .size(),
              3U);
}

}  // namespace
}  // namespace stead::plugin
