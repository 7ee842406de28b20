#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/text.h"
#include "mail/message.h"
#include "record/html.h"

namespace stead::mail {
namespace {

std::string letter(const std::string& name) {
    std::ifstream file("tests/mail/" + name + ".eml", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Message read(const std::string& name) {
    const auto bytes = letter(name);
    EXPECT_FALSE(bytes.empty()) << "tests/mail/" << name << ".eml is missing";
    return read_message(bytes);
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

TEST(ReadMessage, SaysWhoWroteToWhomAboutWhat) {
    const auto mail = read("plain");

    EXPECT_EQ(mail.from, (engine::MailAddress{"Mira Solheim", "mira.solheim@nordics.example"}));
    ASSERT_EQ(mail.to.size(), 1U);
    EXPECT_EQ(mail.to[0].address, "support@larkfield.example");
    ASSERT_EQ(mail.cc.size(), 2U);
    EXPECT_EQ(mail.cc[0].name, "Aalto, Jonas");
    EXPECT_EQ(mail.subject, "Case: steam wand pressure drops");
    EXPECT_EQ(mail.message_id, "<20260302081400.71D2@nordics.example>");
    EXPECT_EQ(mail.header("return-path"), "<mira.solheim@nordics.example>");
    EXPECT_TRUE(contains(mail.text, "0.6 bar after warm-up"));
    EXPECT_TRUE(contains(mail.html, "0.6 bar after warm-up"));
    EXPECT_TRUE(mail.files.empty());
}

TEST(ReadMessage, KeepsBothFormsOfTheWordsAndTheFilesBesideThem) {
    const auto mail = read("multipart");

    EXPECT_EQ(base::trim(mail.text), "The gauge shows 0.6 bar – see the picture.");
    EXPECT_TRUE(contains(mail.html, "<b>0.6 bar</b> –"));
    EXPECT_TRUE(contains(mail.html, "cid:gauge@nordics"));
    ASSERT_EQ(mail.files.size(), 2U);
    EXPECT_EQ(mail.files[0].name, "gauge.png");
    EXPECT_EQ(mail.files[0].content_id, "gauge@nordics");
    EXPECT_TRUE(mail.files[0].bytes.starts_with("\x89PNG"));
    EXPECT_EQ(mail.files[1].name, "Målinger mars kjøkken.csv");
    EXPECT_EQ(mail.files[1].bytes, "minute,bar\n0,1.2\n20,0.6\n");
}

TEST(ReadMessage, MakesTextOfAMailThatIsOnlyHtml) {
    const auto mail = read("html_only");

    EXPECT_EQ(mail.from.name, "Bård Ødegård");
    EXPECT_EQ(mail.subject, "Strømbrudd i kjøkkenet");
    EXPECT_TRUE(contains(mail.text, "Maskinen er helt død."));
    EXPECT_FALSE(contains(mail.text, "color"));
}

TEST(ReadMessage, ReadsChineseAndJapaneseLetters) {
    const auto chinese = read("gb2312");
    EXPECT_EQ(chinese.from.name, "王伟");
    EXPECT_EQ(chinese.subject, "账单不正确");
    EXPECT_EQ(base::trim(chinese.text), "您好，三月的账单不正确。");

    const auto japanese = read("iso2022jp");
    EXPECT_EQ(japanese.from.name, "山田太郎");
    EXPECT_EQ(japanese.subject, "修理のお願い");
    EXPECT_EQ(base::trim(japanese.text), "ポンプが動きません。");
    ASSERT_EQ(japanese.files.size(), 1U);
    EXPECT_EQ(japanese.files[0].name, "見積書.pdf");
}

TEST(ReadMessage, GuessesWindows1252WhereNoCharsetIsNamed) {
    const auto mail = read("windows1252");

    EXPECT_EQ(mail.subject, "Café – no steam");
    EXPECT_EQ(base::trim(mail.text), "The café in København says “no steam” – since 9°.");
}

TEST(ReadMessage, ReadsFileNamesInPieces) {
    const auto mail = read("rfc2231");

    ASSERT_EQ(mail.files.size(), 3U);
    EXPECT_EQ(mail.files[0].name, "Messwerte Küche Übersicht.txt");
    EXPECT_EQ(mail.files[1].name, "../../etc/passwd");  // cleaned where it is attached
    EXPECT_EQ(mail.files[2].name, "invite.ics");
    EXPECT_EQ(base::trim(mail.text), "See below.");
}

TEST(ReadMessage, AMailWithinAMailIsAFileAndNotTheSendersWords) {
    const auto mail = read("forwarded_as_file");

    EXPECT_EQ(base::trim(mail.text), "Attached.");
    ASSERT_EQ(mail.files.size(), 1U);
    EXPECT_EQ(mail.files[0].name, "Dishwasher leaks.eml");
    EXPECT_EQ(mail.files[0].content_type, "message/rfc822");
    EXPECT_TRUE(contains(mail.files[0].bytes, "Secret words"));
}

TEST(ReadMessage, ABrokenMailIsReadAsFarAsItGoes) {
    const auto mail = read("broken");

    EXPECT_TRUE(contains(mail.subject, "and"));
    EXPECT_TRUE(base::is_valid_utf8(mail.subject));
    EXPECT_TRUE(base::is_valid_utf8(mail.text));
    EXPECT_TRUE(base::is_valid_utf8(mail.headers_text()));
}

TEST(ReadMessage, WhatWasCutOffOnTheWayDoesNotHideTheRest) {
    const auto mail = read("truncated");

    EXPECT_EQ(base::trim(mail.text), "The words arrived.");
    ASSERT_EQ(mail.files.size(), 1U);
    EXPECT_TRUE(mail.files[0].bytes.starts_with("%PDF-1.4"));
}

TEST(ReadMessage, BytesThatAreNoTextBecomeSigns) {
    const auto mail = read("invalid_utf8");

    EXPECT_TRUE(base::is_valid_utf8(mail.text));
    EXPECT_TRUE(contains(mail.text, "good €"));
    EXPECT_TRUE(contains(mail.text, "\xef\xbf\xbd"));
    EXPECT_EQ(mail.text.find('\0'), std::string::npos);
}

TEST(ReadMessage, HostileHtmlIsHarmlessOnceItIsStored) {
    const auto clean = record::clean_html(read("hostile").html);

    for (const auto* part : {"<script", "onclick", "onerror", "javascript:", "<iframe", "<form",
                             "<svg", "url(", "position", "@import"})
        EXPECT_FALSE(contains(clean, part)) << part;
    EXPECT_TRUE(contains(clean, "Over everything"));
}

TEST(ReadMessage, JoinsLinesThatAMailProgramBroke) {
    const auto mail = read("flowed");

    EXPECT_TRUE(contains(mail.text,
                         "This paragraph was broken by the mail program and belongs together.\n"
                         "A second one."));
}

TEST(ReadMessage, TenThousandPartsWithinEachOtherDoNotTieItUp) {
    std::string bytes = "From: a@b.example\nSubject: deep\n";
    for (int i = 0; i < 10000; ++i)
        bytes += "Content-Type: multipart/mixed; boundary=\"b" + std::to_string(i) + "\"\n\n--b" +
                 std::to_string(i) + "\n";
    bytes += "Content-Type: text/plain\n\nthe core\n";

    const auto mail = read_message(bytes);

    EXPECT_EQ(mail.subject, "deep");
    EXPECT_FALSE(mail.remarks.empty());
    ASSERT_EQ(mail.files.size(), 1U);
    EXPECT_EQ(mail.files[0].name, "mail.eml");
}

TEST(ReadMessage, LeavesOutWhatIsTooMuchAndSaysSo) {
    std::string bytes = "Content-Type: multipart/mixed; boundary=b\n\n";
    for (int i = 0; i < 200; ++i)
        bytes += "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=\"f" +
                 std::to_string(i) + ".txt\"\n\ncontent\n";
    bytes += "--b--\n";
    ReadLimits limits;
    limits.files = 3;

    const auto mail = read_message(bytes, limits);

    EXPECT_EQ(mail.files.size(), 3U);
    EXPECT_FALSE(mail.remarks.empty());
    EXPECT_LE(mail.remarks.size(), 60U);
}

TEST(ReadMessage, EveryBeginningOfAMailCanBeRead) {
    for (const auto* name : {"multipart", "broken", "bounce", "iso2022jp"}) {
        const auto bytes = letter(name);
        for (std::size_t size = 0; size < bytes.size(); size += 7) {
            const auto mail = read_message(std::string_view(bytes).substr(0, size));
            EXPECT_TRUE(base::is_valid_utf8(mail.text));
        }
    }
}

}  // namespace
}  // namespace stead::mail
