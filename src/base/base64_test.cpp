#include "base/base64.h"

#include <gtest/gtest.h>

namespace stead::base {

TEST(Base64, KeepsEveryByte) {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_EQ(decode_base64(encode_base64(bytes.substr(0, size))), bytes.substr(0, size));
    EXPECT_EQ(encode_base64("a"), "YQ==");
}

TEST(Base64, ForgivesLineBreaksMissingPaddingAndTheAlphabetOfAddresses) {
    EXPECT_EQ(decode_base64("aGVs\r\nbG8\n"), "hello");
    EXPECT_EQ(decode_base64("-_8A"), decode_base64("+/8A"));
}

TEST(Base64, RefusesWhatDoesNotBelong) {
    EXPECT_FALSE(decode_base64("YQ*="));
    EXPECT_FALSE(decode_base64("Y\xc3\xa9"));
}

}  // namespace stead::base
