#include "mail/mime.h"

#include <mutex>

#include "base/text.h"
#include "mail/encoded_words.h"

namespace stead::mail {

void start_mime() {
    static std::once_flag started;
    std::call_once(started, [] { g_mime_init(); });
}

ParserOptions lenient_options() {
    ParserOptions options(g_mime_parser_options_new());
    const char* fallbacks[] = {"utf-8", "windows-1252", nullptr};
    g_mime_parser_options_set_fallback_charsets(options.get(), fallbacks);
    g_mime_parser_options_set_rfc2047_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_LOOSE);
    g_mime_parser_options_set_address_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_LOOSE);
    g_mime_parser_options_set_parameter_compliance_mode(options.get(), GMIME_RFC_COMPLIANCE_LOOSE);
    return options;
}

std::string text_of(const char* text) {
    return text ? base::clean_utf8(text) : std::string();
}

std::string decode_header(GMimeParserOptions* options, const std::string& raw) {
    const OwnedText text(g_mime_utils_header_decode_text(options, join_encoded_words(raw).c_str()));
    return text_of(text.get());
}

}  // namespace stead::mail
