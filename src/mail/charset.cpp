#include "mail/charset.h"

#include <iconv.h>

#include <cerrno>

#include "base/text.h"

namespace stead::mail {

namespace {

constexpr std::string_view unreadable = "\xef\xbf\xbd";

// Names that mails use, and the larger sets that their writers really mean.
std::string known_name(std::string_view charset) {
    const std::string name = base::lower(base::trim(charset));
    if (name == "iso-8859-1" || name == "latin1" || name == "iso8859-1") return "WINDOWS-1252";
    if (name == "gb2312" || name == "gbk" || name == "x-gbk") return "GB18030";
    if (name == "ks_c_5601-1987" || name == "euc-kr") return "CP949";
    if (name == "shift_jis" || name == "x-sjis" || name == "shift-jis") return "CP932";
    if (name == "iso-8859-9") return "WINDOWS-1254";
    if (name == "big5") return "BIG5-HKSCS";
    return name;
}

bool means_utf8(const std::string& name) {
    return name == "utf-8" || name == "utf8";
}

bool says_nothing(const std::string& name) {
    return name.empty() || name == "us-ascii" || name == "ascii" || name == "7bit" ||
           name == "8bit" || name.starts_with("x-unknown") || name.starts_with("unknown");
}

class Converter {
public:
    explicit Converter(const std::string& from) : handle_(iconv_open("UTF-8", from.c_str())) {}
    ~Converter() {
        if (known()) iconv_close(handle_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    bool known() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

    std::string convert(std::string_view bytes) {
        std::string text, input(bytes);
        char* in = input.data();
        std::size_t left = input.size();
        while (step(in, left, text)) {
        }
        return text;
    }

private:
    // Converts up to the next trouble. False at the end.
    bool step(char*& in, std::size_t& left, std::string& text) {
        char buffer[4096];
        char* out = buffer;
        std::size_t room = sizeof buffer;
        const bool at_end = left == 0;
        const auto result = iconv(handle_, at_end ? nullptr : &in, &left, &out, &room);
        const int trouble = result == static_cast<std::size_t>(-1) ? errno : 0;
        text.append(buffer, sizeof buffer - room);
        if (at_end) return false;
        if (trouble == EILSEQ || trouble == EINVAL) {
            text += unreadable;
            ++in;
            --left;
        }
        return true;
    }

    iconv_t handle_;
};

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view charset) {
    auto name = known_name(charset);
    if (name == "utf-7") name = "us-ascii";  // no mail needs it; it hides markup from readers
    if (means_utf8(name)) return base::clean_utf8(bytes);
    if (says_nothing(name)) {
        if (base::is_valid_utf8(bytes)) return base::clean_utf8(bytes);
        name = "WINDOWS-1252";
    }
    if (Converter converter(name); converter.known())
        return base::clean_utf8(converter.convert(bytes));
    return to_utf8(bytes, "");
}

}  // namespace stead::mail
