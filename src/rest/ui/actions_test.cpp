#include "rest/ui/actions.h"

#include <gtest/gtest.h>

#include "rest/ui/test_snapshot.h"

namespace stead::rest::ui {

namespace {

class UiActionsTest : public testing::Test {
protected:
    TestSnapshot snapshot;

    void action(const std::string& table, const std::string& name, const std::string& label,
                std::map<std::string, std::string> more = {}) {
        more.insert({{"sys_id", "id of " + label},
                     {"action_name", name},
                     {"name", label},
                     {"table", table},
                     {"form_button", "1"},
                     {"show_update", "1"}});
        snapshot.add("sys_ui_action", more);
    }
    std::vector<std::string> labels(const std::string& table) {
        std::vector<std::string> labels;
        const UiActions actions(snapshot);
        for (const auto* one : actions.of(snapshot.dictionary().get(table)))
            labels.push_back(one->label);
        return labels;
    }
};

using Labels = std::vector<std::string>;

TEST_F(UiActionsTest, AnExtensionHasTheActionsOfItsAncestors) {
    action("global", "copy", "Copy");
    action("ticket", "close", "Close");
    action("complaint", "escalate", "Escalate");

    EXPECT_EQ(labels("complaint"), (Labels{"Copy", "Close", "Escalate"}));
    EXPECT_EQ(labels("ticket"), (Labels{"Copy", "Close"}));
}

TEST_F(UiActionsTest, AnActionOfATableTakesThePlaceOfItsAncestorsActionOfThatName) {
    action("ticket", "close", "Close");
    action("complaint", "close", "Close with an apology");

    EXPECT_EQ(labels("complaint"), (Labels{"Close with an apology"}));
    EXPECT_EQ(labels("ticket"), (Labels{"Close"}));
}

TEST_F(UiActionsTest, ActionsOfThePageItselfAreNotRunHere) {
    action("ticket", "print", "Print", {{"client", "1"}});

    EXPECT_EQ(labels("ticket"), Labels());
}

TEST_F(UiActionsTest, ADialogFieldWithAnExclamationMarkMustBeFilled) {
    action("ticket", "close", "Close", {{"dialog_fields", "title!, state"}});

    const UiActions actions(snapshot);
    const auto* close = actions.find(snapshot.dictionary().get("ticket"), "close");

    ASSERT_TRUE(close && close->asked.size() == 2);
    EXPECT_EQ(close->asked[0].field, "title");
    EXPECT_TRUE(close->asked[0].mandatory);
    EXPECT_FALSE(close->asked[1].mandatory);
}

TEST_F(UiActionsTest, AnActionWithoutANameIsFoundByItsId) {
    action("ticket", "", "Nameless");

    EXPECT_TRUE(UiActions(snapshot).find(snapshot.dictionary().get("ticket"), "id of Nameless"));
}

}  // namespace

}  // namespace stead::rest::ui
