#include "mail/charset.h"

#include <gtest/gtest.h>

namespace stead::mail {
namespace {

TEST(Charset, ReadsWhatIsNamed) {
    EXPECT_EQ(to_utf8("caf\xe9", "ISO-8859-1"), "café");
    EXPECT_EQ(to_utf8("\xa4\xb3", "EUC-JP"), "こ");
    EXPECT_EQ(to_utf8("\xd6\xd0", " GB2312 "), "中");
}

TEST(Charset, TakesTheLargerSetThatIsMeant) {
    EXPECT_EQ(to_utf8("\x93no\x94", "iso-8859-1"), "“no”");
}

TEST(Charset, GuessesWhereNothingIsNamed) {
    EXPECT_EQ(to_utf8("caf\xc3\xa9", ""), "café");
    EXPECT_EQ(to_utf8("caf\xe9", "us-ascii"), "café");
    EXPECT_EQ(to_utf8("caf\xe9", "x-unknown-8bit"), "café");
    EXPECT_EQ(to_utf8("caf\xe9", "no such charset"), "café");
}

TEST(Charset, ReplacesWhatCannotBeRead) {
    EXPECT_EQ(to_utf8("a\xff", "utf-8"), "a\xef\xbf\xbd");
    EXPECT_EQ(to_utf8("a\xa4", "euc-jp"), "a\xef\xbf\xbd");
}

TEST(Charset, DoesNotLetMarkupHideInUtf7) {
    EXPECT_EQ(to_utf8("+ADw-script+AD4-", "utf-7"), "+ADw-script+AD4-");
}

}  // namespace
}  // namespace stead::mail
