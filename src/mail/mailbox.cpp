#include "mail/mailbox.h"

#include <curl/curl.h>

#include <memory>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "mail/curl_start.h"

namespace stead::mail {

namespace {

constexpr long connect_seconds = 20, total_seconds = 120;

struct CloseHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeText {
    void operator()(char* text) const { curl_free(text); }
};

struct Received {
    std::string bytes;
    std::size_t most;
    bool too_large = false;
};

std::size_t receive(char* buffer, std::size_t size, std::size_t count, void* target) {
    auto& received = *static_cast<Received*>(target);
    if (received.bytes.size() + size * count > received.most) {
        received.too_large = true;
        return 0;  // ends the transfer
    }
    received.bytes.append(buffer, size * count);
    return size * count;
}

// One connection to a mailbox; the mails are named by number (POP3) or UID (IMAP).
class Session {
public:
    Session(const Mailbox& mailbox, std::size_t most_bytes)
        : mailbox_(mailbox), most_bytes_(most_bytes), handle_(curl_easy_init()) {
        if (!handle_) throw base::Error(base::Status::unavailable, "no memory");
    }

    std::vector<std::string> list() {
        if (mailbox_.kind == MailboxKind::pop3) return numbers_of(ask("", "").bytes);
        return ids_of(ask(folder(), "UID SEARCH UNDELETED").bytes);
    }
    // False when it is too large.
    bool get(const std::string& id, std::string& bytes) {
        auto received = ask(is_imap() ? folder() + "/;UID=" + id : id, "");
        bytes = std::move(received.bytes);
        return !received.too_large;
    }
    void remove(const std::string& id) {
        if (is_imap())
            ask(folder(), "UID STORE " + id + " +FLAGS.SILENT (\\Deleted)");
        else
            ask(id, "DELE");
    }
    void finish() {
        if (is_imap()) ask(folder(), "EXPUNGE");
    }

private:
    bool is_imap() const { return mailbox_.kind == MailboxKind::imap; }

    std::string folder() {
        const std::unique_ptr<char, FreeText> text(
            curl_easy_escape(handle_.get(), mailbox_.folder.c_str(), 0));
        return text ? text.get() : "INBOX";
    }
    std::string address(const std::string& path) const {
        const bool tls = mailbox_.server.security == MailSecurity::tls;
        return std::string(is_imap() ? "imap" : "pop3") + (tls ? "s" : "") + "://" +
               mailbox_.server.host + ":" + std::to_string(mailbox_.server.port) + "/" + path;
    }

    // `command` "" = the usual one for the path: list or get.
    Received ask(const std::string& path, const std::string& command) {
        Received received{{}, most_bytes_};
        char trouble[CURL_ERROR_SIZE] = "";
        auto* handle = handle_.get();
        curl_easy_reset(handle);  // keeps the connection
        curl_easy_setopt(handle, CURLOPT_URL, address(path).c_str());
        if (!command.empty()) curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, command.c_str());
        if (command == "DELE") curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, receive);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &received);
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, trouble);
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds);
        curl_easy_setopt(handle, CURLOPT_TIMEOUT, total_seconds);
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "imap,imaps,pop3,pop3s");
        set_access(handle);
        const auto result = curl_easy_perform(handle);
        if (result != CURLE_OK && !received.too_large)
            throw base::Error(base::Status::unavailable,
                              *trouble ? trouble : curl_easy_strerror(result));
        return received;
    }
    void set_access(CURL* handle) const {
        const auto& server = mailbox_.server;
        if (server.security == MailSecurity::starttls)
            curl_easy_setopt(handle, CURLOPT_USE_SSL, long{CURLUSESSL_ALL});
        curl_easy_setopt(handle, CURLOPT_USERNAME, server.user.c_str());
        curl_easy_setopt(handle, CURLOPT_PASSWORD, server.password.c_str());
    }

    // "1 1204\r\n2 880\r\n" → 1, 2
    static std::vector<std::string> numbers_of(const std::string& text) {
        std::vector<std::string> ids;
        for (const auto line : base::split(text, '\n')) {
            const auto number = base::trim(line).substr(0, base::trim(line).find(' '));
            if (base::to_integer(number)) ids.emplace_back(number);
        }
        return ids;
    }
    // "* SEARCH 3 5 8" → 3, 5, 8
    static std::vector<std::string> ids_of(const std::string& text) {
        std::vector<std::string> ids;
        for (const auto line : base::split(text, '\n'))
            if (line.starts_with("* SEARCH"))
                for (const auto word : base::split(base::trim(line.substr(8)), ' '))
                    if (base::to_integer(word)) ids.emplace_back(word);
        return ids;
    }

    const Mailbox& mailbox_;
    std::size_t most_bytes_;
    std::unique_ptr<CURL, CloseHandle> handle_;
};

}  // namespace

int take_mails(const Mailbox& mailbox, int most, std::size_t most_bytes,
               const std::function<void(const std::string& bytes)>& keep) {
    start_curl();
    Session session(mailbox, most_bytes);
    int taken = 0;
    for (const auto& id : session.list()) {
        if (taken == most) break;
        std::string bytes;
        if (!session.get(id, bytes)) continue;
        keep(bytes);
        session.remove(id);
        ++taken;
    }
    if (taken > 0) session.finish();
    return taken;
}

}  // namespace stead::mail
