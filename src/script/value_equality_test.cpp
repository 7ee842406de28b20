#include "script/value_equality.h"

#include <gtest/gtest.h>

namespace stead::script {
namespace {

TEST(ValueEquality, TurnsComparisonsIntoCalls) {
    EXPECT_EQ(with_value_equality("if (current.a == previous.a) x();"),
              "if ($eq(current.a , previous.a)) x();");
    EXPECT_EQ(with_value_equality("return a.b(1)[2] != c + d.e();"),
              "return !$eq(a.b(1)[2] , c + d.e());");
    EXPECT_EQ(with_value_equality("var x = !a == -b && (c) == (d) || e"),
              "var x = $eq(!a , -b) && $eq((c) , (d)) || e");
    EXPECT_EQ(with_value_equality("f(a == b, { k: c == d ? e == f : g })"),
              "f($eq(a , b), { k: $eq(c , d) ? $eq(e , f) : g })");
    EXPECT_EQ(with_value_equality("gr.flag == 'true'"), "$eq(gr.flag , 'true')");
    EXPECT_EQ(with_value_equality("if (x) a == b; else c == d"),
              "if (x) $eq(a , b); else $eq(c , d)");
    EXPECT_EQ(with_value_equality("a = 1\nb == c\nfoo"), "a = 1\n$eq(b , c)\nfoo");
    EXPECT_EQ(with_value_equality("(x == y) == (z == w)"), "$eq(($eq(x , y)) , ($eq(z , w)))");
    EXPECT_EQ(with_value_equality("list.filter(x => x.id == me.id)"),
              "list.filter(x => $eq(x.id , me.id))");
}

TEST(ValueEquality, LeavesAloneWhatWorks) {
    for (const char* script :
         {"a === b", "a !== b", "a == 'x'", "a != null", "typeof a == 'string'", "3 == a",
          "a == b == c", "'a == b'", "/a == b/.test(x)", "// a == b", "`${a == b}`", "a = b",
          "a <= b", "(a == ", "x == function () {}"}) {
        EXPECT_EQ(with_value_equality(script), script);
    }
}

}  // namespace
}  // namespace stead::script
