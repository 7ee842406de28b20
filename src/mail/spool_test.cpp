#include "mail/spool.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "base/ids.h"

namespace stead::mail {
namespace {

class SpoolTest : public testing::Test {
protected:
    SpoolTest() { std::filesystem::create_directories(data); }
    ~SpoolTest() override { std::filesystem::remove_all(data); }

    std::string hand_in(const std::string& bytes, std::uint64_t most = 1000) {
        int ends[2];
        EXPECT_EQ(pipe(ends), 0);
        EXPECT_EQ(write(ends[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
        close(ends[1]);
        const struct Close {
            int end;
            ~Close() { close(end); }
        } close_at_end{ends[0]};
        return spool.take(ends[0], most);
    }

    const std::string data =
        (std::filesystem::temp_directory_path() / ("stead-spool-" + base::random_hex(6))).string();
    Spool spool{data};
};

TEST_F(SpoolTest, KeepsMailsInTheOrderOfTheirArrival) {
    const auto first = hand_in("one");
    const auto second = hand_in("two");

    EXPECT_EQ(spool.waiting(10), (std::vector<std::string>{first, second}));
    EXPECT_EQ(spool.read(first), "one");
    spool.remove(first);
    EXPECT_EQ(spool.waiting(10), std::vector<std::string>{second});
}

TEST_F(SpoolTest, RefusesWhatIsTooLargeOrEmptyAndLeavesNothingBehind) {
    EXPECT_THROW(hand_in(std::string(2000, 'a')), base::Error);
    EXPECT_THROW(hand_in(""), base::Error);

    EXPECT_TRUE(std::filesystem::is_empty(spool.incoming_folder()));
}

TEST_F(SpoolTest, CountsTriesAcrossStarts) {
    auto id = hand_in("one");

    EXPECT_EQ(spool.count_try(id), 0);
    auto again = spool.waiting(1).at(0);
    EXPECT_EQ(Spool(data).count_try(again), 1);
    EXPECT_EQ(spool.read(again), "one");
}

TEST_F(SpoolTest, SetsAsideWithTheReason) {
    const auto id = hand_in("one");

    spool.set_aside(id, "it is broken");

    EXPECT_TRUE(spool.waiting(1).empty());
    std::ifstream why(data + "/mail/failed/" + id + ".txt");
    std::string reason;
    std::getline(why, reason);
    EXPECT_EQ(reason, "it is broken");
}

TEST_F(SpoolTest, ReadsNoFileThatALinkLeadsTo) {
    spool.make_folders();
    std::filesystem::create_symlink("/etc/passwd", spool.incoming_folder() + "/x.eml");

    EXPECT_THROW(spool.read("x"), base::Error);
}

}  // namespace
}  // namespace stead::mail
