#include "mail/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/error.h"
#include "base/text.h"
#include "mail/curl_start.h"

namespace stead::mail {

namespace {

constexpr long connect_seconds = 20, total_seconds = 90;

struct CloseHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeText {
    void operator()(char* text) const { curl_free(text); }
};
struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Handle = std::unique_ptr<CURL, CloseHandle>;
using Url = std::unique_ptr<CURLU, FreeUrl>;

struct Reading {
    const std::string& bytes;
    std::size_t at = 0;
};

std::size_t give_bytes(char* buffer, std::size_t size, std::size_t count, void* source) {
    auto& reading = *static_cast<Reading*>(source);
    const auto length = std::min(size * count, reading.bytes.size() - reading.at);
    std::memcpy(buffer, reading.bytes.data() + reading.at, length);
    reading.at += length;
    return length;
}

// What the two said to each other, as far as it is needed to say who was refused and why.
struct Dialogue {
    std::string last_line, complaint;  // the last answer, and the last that said no
    std::string asked_for;             // the recipient whose answer is awaited
    std::vector<MailRefusal> refused;

    void sent(std::string_view command) {
        constexpr std::string_view begin = "RCPT TO:<";
        asked_for.clear();
        if (command.starts_with(begin))
            asked_for = command.substr(begin.size(), command.find('>') - begin.size());
    }
    void heard(std::string_view line) {
        last_line = base::clean_utf8(base::trim(line));
        const auto code = base::to_integer(line.substr(0, 3)).value_or(0);
        if (code >= 400) complaint = last_line;
        if (code >= 400 && !asked_for.empty())
            refused.push_back({asked_for, static_cast<int>(code), last_line});
        if (line.size() > 3 && line[3] != '-') asked_for.clear();
    }
};

int listen(CURL*, curl_infotype kind, char* bytes, std::size_t size, void* target) {
    auto& dialogue = *static_cast<Dialogue*>(target);
    const std::string_view text(bytes, size);
    if (kind == CURLINFO_HEADER_OUT) dialogue.sent(text);
    if (kind == CURLINFO_HEADER_IN) dialogue.heard(text);
    return 0;
}

std::size_t drop(char*, std::size_t size, std::size_t count, void*) {
    return size * count;  // else curl prints it
}

std::string part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, CURLU_URLDECODE) != CURLUE_OK) return {};
    const std::unique_ptr<char, FreeText> owned(text);
    return text;
}

bool is_here(std::string_view host) {
    return host == "localhost" || host.starts_with("127.") || host == "::1" || host == "[::1]";
}

void set_security(CURL* handle, const MailRelay& relay) {
    if (relay.security == MailSecurity::starttls)
        curl_easy_setopt(handle, CURLOPT_USE_SSL, long{CURLUSESSL_ALL});
    if (relay.security == MailSecurity::if_offered)
        curl_easy_setopt(handle, CURLOPT_USE_SSL, long{CURLUSESSL_TRY});
}

void set_sign_in(CURL* handle, const MailRelay& relay) {
    if (relay.user.empty()) return;
    curl_easy_setopt(handle, CURLOPT_USERNAME, relay.user.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, relay.password.c_str());
}

std::string address_of(const MailRelay& relay) {
    const bool six = relay.host.find(':') != std::string::npos && !relay.host.starts_with('[');
    return std::string(relay.security == MailSecurity::tls ? "smtps://" : "smtp://") +
           (six ? "[" + relay.host + "]" : relay.host) + ":" + std::to_string(relay.port);
}

MailAnswer answer_of(CURL* handle, CURLcode result, const char* trouble, Dialogue dialogue) {
    MailAnswer answer;
    long code = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
    answer.taken = result == CURLE_OK;
    answer.code = static_cast<int>(code);
    answer.text = dialogue.last_line;
    if (!answer.taken)
        answer.text = std::string(*trouble ? trouble : curl_easy_strerror(result)) +
                      (dialogue.complaint.empty() ? "" : " (" + dialogue.complaint + ")");
    // The transfer broke after the server had said yes to something else.
    if (!answer.taken && answer.code < 400) answer.code = 0;
    answer.refused = std::move(dialogue.refused);
    return answer;
}

}  // namespace

MailRelay parse_relay(const std::string& text) {
    start_curl();
    const Url url(curl_url());
    if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        throw base::Error(base::Status::bad_request, "--smtp wants smtp://host:port");
    const auto scheme = part_of(url.get(), CURLUPART_SCHEME);
    MailRelay relay;
    relay.host = part_of(url.get(), CURLUPART_HOST);
    relay.user = part_of(url.get(), CURLUPART_USER);
    relay.password = part_of(url.get(), CURLUPART_PASSWORD);
    if ((scheme != "smtp" && scheme != "smtps") || relay.host.empty())
        throw base::Error(base::Status::bad_request, "--smtp wants smtp://host:port");
    const bool tls = scheme == "smtps";
    relay.port = static_cast<int>(
        base::to_integer(part_of(url.get(), CURLUPART_PORT)).value_or(tls ? 465 : 25));
    relay.security = tls                   ? MailSecurity::tls
                     : is_here(relay.host) ? MailSecurity::none
                     : relay.user.empty()  ? MailSecurity::if_offered
                                           : MailSecurity::starttls;
    return relay;
}

MailAnswer send_by_smtp(const MailRelay& relay, const std::string& sender,
                        const std::vector<std::string>& recipients, const std::string& bytes) {
    start_curl();
    const Handle handle(curl_easy_init());
    if (!handle) return {false, 0, "no memory", {}};
    curl_slist* list = nullptr;
    for (const auto& each : recipients) list = curl_slist_append(list, ("<" + each + ">").c_str());
    const std::unique_ptr<curl_slist, FreeList> owned(list);
    Reading reading{bytes};
    Dialogue dialogue;
    char trouble[CURL_ERROR_SIZE] = "";
    const auto address = address_of(relay), from = "<" + sender + ">";
    curl_easy_setopt(handle.get(), CURLOPT_URL, address.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, list);
    curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_INFILESIZE_LARGE, curl_off_t(bytes.size()));
    curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, give_bytes);
    curl_easy_setopt(handle.get(), CURLOPT_READDATA, &reading);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, drop);
    curl_easy_setopt(handle.get(), CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_DEBUGFUNCTION, listen);
    curl_easy_setopt(handle.get(), CURLOPT_DEBUGDATA, &dialogue);
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, trouble);
    curl_easy_setopt(handle.get(), CURLOPT_CONNECTTIMEOUT, connect_seconds);
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT, total_seconds);
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_PROXY, "");  // mail goes no other way
    set_security(handle.get(), relay);
    set_sign_in(handle.get(), relay);
    const auto result = curl_easy_perform(handle.get());
    return answer_of(handle.get(), result, trouble, std::move(dialogue));
}

}  // namespace stead::mail
