#include "base/secrets.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "base/error.h"
#include "base/ids.h"

namespace stead::base {

namespace {

struct KeyFile {
    std::string path =
        (std::filesystem::temp_directory_path() / ("stead-keys-" + random_hex(8))).string();
    ~KeyFile() { std::filesystem::remove(path); }
};

}  // namespace

TEST(Secrets, OpensWhatItSealedAndSealsDifferentlyEachTime) {
    const Secrets secrets;
    const auto sealed = secrets.seal("hunter two");

    EXPECT_EQ(secrets.open(sealed), "hunter two");
    EXPECT_NE(secrets.seal("hunter two"), sealed);
    EXPECT_EQ(sealed.find("hunter"), std::string::npos);
}

TEST(Secrets, RefusesWhatWasChangedOrSealedElsewhere) {
    const Secrets secrets, other;
    auto sealed = secrets.seal("hunter two");
    EXPECT_FALSE(other.open(sealed));

    sealed[sealed.size() - 3] = sealed[sealed.size() - 3] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(secrets.open(sealed));
    EXPECT_FALSE(secrets.open("hunter two"));
    EXPECT_FALSE(secrets.open("sealed:x:y"));
}

TEST(Secrets, KeepsItsKeyInAFileThatOnlyItsOwnerReads) {
    const KeyFile file;
    const auto sealed = Secrets(file.path).seal("hunter two");

    EXPECT_EQ(Secrets(file.path).open(sealed), "hunter two");
    struct stat facts {};
    ASSERT_EQ(::stat(file.path.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U);
}

TEST(Secrets, OpensOldSealsAfterARotation) {
    const KeyFile file;
    const auto old = Secrets(file.path).seal("hunter two");
    Secrets(file.path).rotate();
    const Secrets rotated(file.path);

    EXPECT_EQ(rotated.open(old), "hunter two");
    EXPECT_FALSE(rotated.is_newest(old));
    EXPECT_TRUE(rotated.is_newest(rotated.seal("x")));
}

TEST(Secrets, DerivesTheSameFromTheSameTextAndKeyOnly) {
    const Secrets secrets, other;

    EXPECT_EQ(secrets.derive("a"), secrets.derive("a"));
    EXPECT_NE(secrets.derive("a"), secrets.derive("b"));
    EXPECT_NE(secrets.derive("a"), other.derive("a"));
}

}  // namespace stead::base
