#include "record/html.h"

#include <gtest/gtest.h>

namespace stead::record {
namespace {

TEST(CleanHtml, KeepsWhatDressesText) {
    EXPECT_EQ(clean_html("<p>Steam <b>wand</b></p>"), "<p>Steam <b>wand</b></p>");
}

TEST(CleanHtml, DropsScriptsWithTheirText) {
    EXPECT_EQ(clean_html("a<script>alert(1)</script>b"), "ab");
}

TEST(CleanHtml, DropsEventHandlersAndScriptAddresses) {
    EXPECT_EQ(clean_html("<img src=x onerror=alert(1)>"), "<img src=\"x\">");
    EXPECT_EQ(clean_html("<a href=\"java\tscript:alert(1)\">x</a>").find("script"),
              std::string::npos);
}

TEST(CleanHtml, KeepsNoStyleThatLoadsSomething) {
    EXPECT_EQ(clean_html("<p style=\"color: red; background-image: url(//evil)\">x</p>"),
              "<p style=\"color: red\">x</p>");
}

TEST(CleanHtml, SurvivesNestingWithoutEnd) {
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += "<div>";
    EXPECT_LT(clean_html(deep + "x").size(), 5000U);
}

TEST(HtmlToText, TurnsBlocksIntoLines) {
    EXPECT_EQ(html_to_text("<p>One</p><p>Two &amp; three</p>"), "One\n\nTwo & three");
}

}  // namespace
}  // namespace stead::record
