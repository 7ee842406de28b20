#include "plugin/addresses.h"

#include <gtest/gtest.h>

namespace stead::plugin {

TEST(Addresses, AreFoundInTheirNetworks) {
    EXPECT_TRUE(is_in_networks("192.0.2.77", "198.51.100.0/24, 192.0.2.0/24"));
    EXPECT_TRUE(is_in_networks("192.0.2.7", "192.0.2.7"));
    EXPECT_TRUE(is_in_networks("::ffff:192.0.2.7", "192.0.2.0/29"));
    EXPECT_TRUE(is_in_networks("2001:db8::1", "2001:db8::/32"));
    EXPECT_TRUE(is_in_networks("203.0.113.1", ""));
}

TEST(Addresses, AreNotFoundInOthers) {
    EXPECT_FALSE(is_in_networks("192.0.2.8", "192.0.2.0/29"));
    EXPECT_FALSE(is_in_networks("192.0.2.8", "2001:db8::/32"));
    EXPECT_FALSE(is_in_networks("2001:db9::1", "2001:db8::/32"));
    EXPECT_FALSE(is_in_networks("192.0.2.8", "nonsense, 192.0.2.0/99"));
    EXPECT_FALSE(is_in_networks("", "192.0.2.0/24"));
}

TEST(Addresses, OfOneHouseholdCountAsOneVisitor) {
    EXPECT_EQ(visitor_of("2001:db8::1"), visitor_of("2001:db8::2:1"));
    EXPECT_NE(visitor_of("2001:db8::1"), visitor_of("2001:db8:0:1::1"));
    EXPECT_NE(visitor_of("192.0.2.1"), visitor_of("192.0.2.2"));
}

}  // namespace stead::plugin
