#include "script/guarded.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "script/includes.h"

namespace stead::script {
namespace {

// Families of date functions are permitted by how their names begin.
constexpr std::array<std::string_view, 11> date_families{
    "beginningOf", "endOf",       "minutesAgo", "hoursAgo", "daysAgo",  "weeksAgo",
    "monthsAgo",   "quartersAgo", "yearsAgo",   "lastWeek", "yesterday"};
constexpr std::array<std::string_view, 14> gs_functions{
    "getUserID",        "getUserName", "getUserDisplayName",
    "getUserTimeZone",  "hasRole",     "nil",
    "getMyGroups",      "now",         "nowDateTime",
    "nowGlideDateTime", "nowNoTZ",     "dateGenerate",
    "datePart",         "dateDiff"};
constexpr std::array<std::string_view, 14> user_functions{
    "getID",        "getName",     "getDisplayName", "getFirstName",    "getLastName",
    "getFullName",  "getEmail",    "getCompanyID",   "getDepartmentID", "getDomainID",
    "getManagerID", "getLocation", "getMyGroups",    "isMemberOf"};
constexpr std::array<std::string_view, 3> record_functions{"getValue", "getDisplayValue",
                                                           "getUniqueValue"};

template <std::size_t size>
bool has(const std::array<std::string_view, size>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_date_function(std::string_view name) {
    return std::any_of(date_families.begin(), date_families.end(),
                       [name](auto family) { return name.starts_with(family); });
}

// One link of the chain: a name, called or not.
struct Link {
    std::string_view name;
    bool called = false;
};

// Reads `new a.b(1, 'x').c()`; anything else is not read to the end.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    bool read() {
        made_ = take_word("new");
        do {
            if (!read_link()) return false;
        } while (take('.'));
        take(';');
        skip();
        return at_ == text_.size();
    }
    bool made() const { return made_; }
    const std::vector<Link>& links() const { return links_; }

private:
    static bool is_name(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    }
    void skip() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }
    bool take(char c) {
        skip();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    std::string_view take_name() {
        skip();
        const auto begin = at_;
        while (at_ < text_.size() && is_name(text_[at_])) ++at_;
        return text_.substr(begin, at_ - begin);
    }
    bool take_word(std::string_view word) {
        skip();
        const auto before = at_;
        if (take_name() == word) return true;
        at_ = before;
        return false;
    }
    bool read_link() {
        const auto name = take_name();
        if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
        links_.push_back({name, false});
        if (!take('(')) return true;
        links_.back().called = true;
        return take(')') || read_arguments();
    }
    bool read_arguments() {
        do {
            if (!read_literal()) return false;
        } while (take(','));
        return take(')');
    }
    bool read_literal() {
        skip();
        if (at_ >= text_.size()) return false;
        if (text_[at_] == '\'' || text_[at_] == '"') return read_quoted(text_[at_]);
        take('-');
        const auto word = take_name();
        return word == "true" || word == "false" || word == "null" ||
               (!word.empty() &&
                std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }));
    }
    // Escapes are not needed and not read.
    bool read_quoted(char quote) {
        const auto end = text_.find(quote, ++at_);
        if (end == std::string_view::npos) return false;
        const auto inside = text_.substr(at_, end - at_);
        at_ = end + 1;
        return inside.find_first_of("\\\n\r") == std::string_view::npos;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool made_ = false;
    std::vector<Link> links_;
};

bool is_permitted_gs(const std::vector<Link>& links) {
    const auto& function = links[1];
    if (!function.called) return false;
    if (links.size() == 2)
        return has(gs_functions, function.name) || is_date_function(function.name);
    if (function.name != "getUser" || !links[2].called) return false;
    if (links.size() == 3) return has(user_functions, links[2].name);
    return links.size() == 4 && links[2].name == "getRecord" && links[3].called &&
           has(record_functions, links[3].name);
}

// `new Include().f()`, `Include.f()`, `scope.Include…`, or `f()` when the include is one function.
bool is_permitted_include(const record::Snapshot& snapshot, const std::vector<Link>& links) {
    if (!links.back().called) return false;
    const auto first = links[0].called || links.size() == 1 ? 0u : 1u;
    if (is_client_callable(snapshot, links[0].name)) return links.size() <= 2;
    return first == 1 && links.size() <= 3 && is_client_callable(snapshot, links[1].name);
}

}  // namespace

bool is_guarded(const record::Snapshot& snapshot, std::string_view expression) {
    Reader reader(base::trim(expression));
    if (expression.size() > 500 || !reader.read()) return false;
    const auto& links = reader.links();
    if (!reader.made() && links.size() >= 2 && links[0].name == "gs" && !links[0].called) {
        return is_permitted_gs(links);
    }
    if (!reader.made() && links.size() == 1 && links[0].name == "getMyGroups") {
        return links[0].called;
    }
    return is_permitted_include(snapshot, links);
}

}  // namespace stead::script
