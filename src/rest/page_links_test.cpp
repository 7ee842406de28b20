#include "rest/page_links.h"

#include <gtest/gtest.h>

namespace stead::rest {

namespace {

PageLink link(std::string_view page, std::string_view query = {}) {
    return page_link(page, http::Query::parse(query));
}

constexpr const char* id = "0123456789abcdef0123456789abcdef";

TEST(PageLinks, OpenARecordByItsId) {
    EXPECT_EQ(workspace_address(link("ticket.do", std::string("sys_id=") + id)),
              std::string("/now/cwf/agent/record/ticket/") + id);
    EXPECT_EQ(portal_address(link("ticket.do", std::string("sys_id=") + id)),
              std::string("/csm?id=csm_ticket&table=ticket&sys_id=") + id);
}

TEST(PageLinks, OpenAListWithItsQuery) {
    EXPECT_EQ(workspace_address(link("ticket_list.do", "sysparm_query=active=true^priority=1")),
              "/now/cwf/agent/list/ticket?query=active%3Dtrue%5Epriority%3D1");
}

TEST(PageLinks, OpenANewRecordForTheIdMinusOne) {
    EXPECT_EQ(workspace_address(link("ticket.do", "sys_id=-1")), "/now/cwf/agent/record/ticket/-1");
}

TEST(PageLinks, IgnoreAnIdThatIsNone) {
    EXPECT_EQ(workspace_address(link("ticket.do", "sys_id=../../x")), "/now/cwf/agent/list/ticket");
}

}  // namespace

}  // namespace stead::rest
