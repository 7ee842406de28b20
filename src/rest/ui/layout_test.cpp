#include "rest/ui/layout.h"

#include <gtest/gtest.h>

#include "rest/ui/test_snapshot.h"

namespace stead::rest::ui {

namespace {

class LayoutsTest : public testing::Test {
protected:
    TestSnapshot snapshot;

    void SetUp() override {
        snapshot.add("sys_ui_view", {{"sys_id", "v0"}, {"title", "Default view"}});
        snapshot.add("sys_ui_view", {{"sys_id", "v1"}, {"name", "portal"}});
    }
    void form(const std::string& table, const std::string& view, const std::string& id) {
        snapshot.add("sys_ui_form", {{"sys_id", id}, {"name", table}, {"view", view}});
        snapshot.add("sys_ui_section",
                     {{"sys_id", "s" + id}, {"name", table}, {"caption", "Part of " + id}});
        snapshot.add("sys_ui_form_section",
                     {{"sys_ui_form", id}, {"sys_ui_section", "s" + id}, {"position", "100"}});
    }
    void element(const std::string& section, const std::string& name, int position,
                 const std::string& type = "element") {
        snapshot.add("sys_ui_element", {{"sys_ui_section", section},
                                        {"element", name},
                                        {"type", type},
                                        {"position", std::to_string(position)}});
    }
    const model::Table& table(const std::string& name) { return snapshot.dictionary().get(name); }
    std::vector<std::string> fields(const FormLayout& layout) {
        return layout.sections.empty() ? std::vector<std::string>()
                                       : layout.sections.front().fields;
    }
};

using Names = std::vector<std::string>;

TEST_F(LayoutsTest, ElementsStandByPositionWhateverTheOrderOfTheirRows) {
    form("ticket", "", "f");
    element("sf", "state", 300);
    element("sf", "number", 100);
    element("sf", "title", 200);

    EXPECT_EQ(fields(Layouts(snapshot).form(table("ticket"), "")),
              (Names{"number", "title", "state"}));
}

TEST_F(LayoutsTest, WhatAnotherPluginAddsStandsAfterItsField) {
    form("ticket", "", "f");
    element("sf", "number", 100);
    element("sf", "state", 200);
    element("sf", "added", 101);

    EXPECT_EQ(fields(Layouts(snapshot).form(table("ticket"), "")),
              (Names{"number", "added", "state"}));
}

TEST_F(LayoutsTest, ColumnBreaksAndFormattersAreNoFields) {
    form("ticket", "", "f");
    element("sf", ".begin_split", 50, ".begin_split");
    element("sf", "number", 100);

    EXPECT_EQ(fields(Layouts(snapshot).form(table("ticket"), "")), (Names{"number"}));
}

TEST_F(LayoutsTest, ATableWithoutAFormHasThatOfItsAncestor) {
    form("ticket", "", "f");
    element("sf", "number", 100);

    EXPECT_EQ(fields(Layouts(snapshot).form(table("complaint"), "")), (Names{"number"}));
}

TEST_F(LayoutsTest, AViewOfTheAncestorGoesBeforeTheDefaultViewOfTheTable) {
    form("ticket", "v1", "f");
    element("sf", "title", 100);
    form("complaint", "", "g");
    element("sg", "severity", 100);

    EXPECT_EQ(fields(Layouts(snapshot).form(table("complaint"), "portal")), (Names{"title"}));
    EXPECT_EQ(fields(Layouts(snapshot).form(table("complaint"), "")), (Names{"severity"}));
}

TEST_F(LayoutsTest, AnUnknownViewIsTheDefaultView) {
    form("ticket", "v0", "f");
    element("sf", "number", 100);

    EXPECT_EQ(fields(Layouts(snapshot).form(table("ticket"), "nonsense")), (Names{"number"}));
}

TEST_F(LayoutsTest, ATableWithoutAnyLayoutGetsOneFromItsFields) {
    const auto form = Layouts(snapshot).form(table("ticket"), "");

    EXPECT_EQ(fields(form), (Names{"number", "title", "state", "secret"}));
    EXPECT_EQ(form.title, "number");
}

TEST_F(LayoutsTest, RelatedListsOfSeveralPluginsAreOneList) {
    form("ticket", "", "f");
    snapshot.add("sys_ui_related_list", {{"sys_id", "r1"}, {"name", "ticket"}});
    snapshot.add("sys_ui_related_list", {{"sys_id", "r2"}, {"name", "ticket"}});
    snapshot.add("sys_ui_related_list_entry",
                 {{"list_id", "r1"}, {"related_list", "task.parent"}, {"position", "100"}});
    snapshot.add("sys_ui_related_list_entry",
                 {{"list_id", "r2"}, {"related_list", "order.ticket"}, {"position", "100"}});

    const auto related = Layouts(snapshot).form(table("ticket"), "").related;

    ASSERT_EQ(related.size(), 2U);
    EXPECT_EQ(related[1].target, "order.ticket");
}

TEST_F(LayoutsTest, OnesOwnColumnsAreNotEverybodys) {
    snapshot.add("sys_ui_list", {{"sys_id", "l"}, {"name", "ticket"}, {"user", "someone"}});
    snapshot.add("sys_ui_list_element",
                 {{"list_id", "l"}, {"element", "secret"}, {"position", "1"}});

    const auto list = Layouts(snapshot).list(table("ticket"), "");

    EXPECT_EQ(list.elements.front().field, "number");
    EXPECT_GT(list.elements.size(), 1U);
}

}  // namespace

}  // namespace stead::rest::ui
