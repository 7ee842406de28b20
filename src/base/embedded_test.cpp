#include "base/embedded.h"

#include <gtest/gtest.h>

#include <string>

#include "base/error.h"

namespace stead::base {
namespace {

std::string number(std::uint64_t value) {
    return {reinterpret_cast<char*>(&value), sizeof value};
}

std::string entry(const std::string& path, const std::string& bytes, const std::string& gzip = "") {
    return number(path.size()) + number(bytes.size()) + number(gzip.size()) + number(7) + path +
           bytes + gzip;
}

std::span<const std::byte> as_archive(const std::string& text) {
    return std::as_bytes(std::span(text));
}

const std::string three_files = "STEADAR1" + number(3) + entry("plugins/a/plugin.toml", "id = 1") +
                                entry("plugins/b/plugin.toml", "") +
                                entry("web/index.html", "<html>", "zip");

TEST(Embedded, FindsAFileByItsPath) {
    const Embedded files(as_archive(three_files));

    ASSERT_NE(files.find("web/index.html"), nullptr);
    EXPECT_EQ(files.find("web/index.html")->text(), "<html>");
    EXPECT_EQ(files.find("web/index.html")->gzip.size(), 3u);
    EXPECT_EQ(files.find("web/index.htm"), nullptr);
}

TEST(Embedded, ListsWhatLiesUnderAPrefix) {
    const Embedded files(as_archive(three_files));

    EXPECT_EQ(files.list("plugins/").size(), 2u);
    EXPECT_EQ(files.list("plugins/b/").front().path, "plugins/b/plugin.toml");
    EXPECT_TRUE(files.list("nothing/").empty());
    EXPECT_EQ(files.list("").size(), 3u);
}

TEST(Embedded, RefusesAnArchiveThatIsCutShort) {
    EXPECT_THROW(Embedded(as_archive("STEADAR1" + number(1) + number(900))), Error);
    EXPECT_THROW(Embedded(as_archive("something else")), Error);
}

}  // namespace
}  // namespace stead::base
