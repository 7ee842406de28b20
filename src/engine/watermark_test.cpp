#include "engine/watermark.h"

#include <gtest/gtest.h>

namespace stead::engine {
namespace {

TEST(Watermark, TheLastOneCounts) {
    const auto found =
        find_watermark("Ref:MSG0001001_00112233 text Ref:MSG0001002_44556677 and Ref:nothing");

    ASSERT_TRUE(found);
    EXPECT_EQ(found->number, "MSG0001002");
    EXPECT_EQ(found->random, "44556677");
}

TEST(Watermark, WhatOnlyLooksSimilarIsNone) {
    EXPECT_FALSE(find_watermark("Ref:MSG0001001"));
    EXPECT_FALSE(find_watermark("Ref:MSG0001001_"));
    EXPECT_FALSE(find_watermark("Ref:_0011223344"));
    EXPECT_FALSE(find_watermark("Ref:MSG0001001_" + std::string(100, 'a')));
}

TEST(Watermark, CanBeTakenOut) {
    EXPECT_EQ(without_watermarks("a Ref:MSG0001001_00112233 b Ref: c"), "a  b Ref: c");
}

}  // namespace
}  // namespace stead::engine
