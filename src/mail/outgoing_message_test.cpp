#include "mail/outgoing_message.h"

#include <gtest/gtest.h>

namespace stead::mail {
namespace {

OutgoingMessage sample() {
    OutgoingMessage mail;
    mail.from = {"Larkfield support", "support@larkfield.example"};
    mail.to = {{"", "mira@nordics.example"}};
    mail.subject = "Case CS0001001 opened";
    mail.text = "Hello Mira";
    mail.html = "<p>Hello Mira</p>";
    mail.message_id = "<one@larkfield.example>";
    return mail;
}

bool has_line(const std::string& bytes, const std::string& line) {
    return bytes.find("\n" + line + "\r\n") != std::string::npos ||
           bytes.starts_with(line + "\r\n");
}

std::string head(const std::string& bytes) {
    return bytes.substr(0, bytes.find("\r\n\r\n"));
}

TEST(OutgoingMessage, IsReadAgainAsItWasMeant) {
    auto mail = sample();
    mail.subject = "Grüße – 您好";
    mail.text = "Line with trailing space \n.\nFrom here\n" + std::string(2000, 'x');
    mail.files = {{"Übersicht.csv", "text/csv", "", "a,b\n"}};

    const auto read = read_message(write_message(mail));

    EXPECT_EQ(read.subject, mail.subject);
    EXPECT_EQ(read.text, mail.text);
    EXPECT_EQ(read.html, mail.html);
    EXPECT_EQ(read.from, mail.from);
    ASSERT_EQ(read.files.size(), 1U);
    EXPECT_EQ(read.files[0].name, "Übersicht.csv");
    EXPECT_EQ(read.files[0].bytes, "a,b\n");
}

TEST(OutgoingMessage, NoValueReachesBeyondItsHeader) {
    auto mail = sample();
    mail.subject = "Hello\r\nBcc: everybody@larkfield.example\r\n\r\nbody";
    mail.from.name = "Evil\r\nX-Evil: 1";
    mail.to = {{"a\nX-Evil: 2", "mira@nordics.example"}, {"", "b@c.example\r\nX-Evil: 3"}};
    mail.in_reply_to = "<x@y>\r\nX-Evil: 4";
    mail.references = {"<x@y>\nX-Evil: 5"};
    mail.reply_to = "x@y.example\nX-Evil: 6";
    mail.message_id = "<m@y>\r\nX-Evil: 7";
    mail.auto_submitted = "auto-generated\r\nX-Evil: 8";
    mail.importance = "high\r\nX-Evil: 9";
    mail.headers = "Bcc: x@y.example\nX-Good: 1\rX-Evil: 11\nX Evil: 12\n: 13\nX-";
    mail.meant_for = "a\r\nX-Evil: 10";

    const auto read = read_message(write_message(mail));

    EXPECT_EQ(read.header("Bcc"), "");
    EXPECT_EQ(read.header("X-Evil"), "");
    EXPECT_EQ(read.header("X-Good"), "1 X-Evil: 11");
    EXPECT_EQ(read.html, mail.html);
    ASSERT_EQ(read.to.size(), 1U);
    EXPECT_EQ(read.to[0].address, "mira@nordics.example");
}

TEST(OutgoingMessage, KeepsItsThread) {
    auto mail = sample();
    mail.in_reply_to = "<b@x>";
    mail.references = {"<a@x>", "<b@x>"};
    mail.auto_submitted = "auto-generated";

    const auto bytes = write_message(mail);

    EXPECT_TRUE(has_line(bytes, "Message-Id: <one@larkfield.example>") ||
                has_line(bytes, "Message-ID: <one@larkfield.example>"));
    EXPECT_TRUE(has_line(bytes, "In-Reply-To: <b@x>"));
    EXPECT_TRUE(has_line(bytes, "References: <a@x> <b@x>"));
    EXPECT_TRUE(has_line(bytes, "Auto-Submitted: auto-generated"));
}

TEST(OutgoingMessage, WhoeverIsNotNamedIsNotShown) {
    auto mail = sample();
    mail.to.clear();

    const auto bytes = write_message(mail);

    EXPECT_EQ(head(bytes).find("mira@"), std::string::npos);
    EXPECT_NE(head(bytes).find("To: undisclosed-recipients"), std::string::npos) << head(bytes);
}

}  // namespace
}  // namespace stead::mail
