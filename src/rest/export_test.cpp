#include "rest/export_format.h"

#include <gtest/gtest.h>

namespace stead::rest {

namespace {

TEST(CsvCell, DoublesItsQuotes) {
    EXPECT_EQ(csv_cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
}

TEST(CsvCell, IsNoFormula) {
    EXPECT_EQ(csv_cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
    EXPECT_EQ(csv_cell("@SUM(A1)"), "\"'@SUM(A1)\"");
    EXPECT_EQ(csv_cell("-2+3"), "\"'-2+3\"");
}

TEST(CsvCell, MayBeANegativeNumber) {
    EXPECT_EQ(csv_cell("-12.5"), "\"-12.5\"");
}

}  // namespace

}  // namespace stead::rest
