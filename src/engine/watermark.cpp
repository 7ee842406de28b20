#include "engine/watermark.h"

#include "base/ids.h"
#include "engine/numbering.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/unit.h"

namespace stead::engine {

namespace {

constexpr std::string_view label = "Ref:";

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t run(std::string_view text, std::size_t at) {
    const auto begin = at;
    while (at < text.size() && is_letter_or_digit(text[at])) ++at;
    return at - begin;
}

// The watermark whose label stands at this place, and its length.
std::optional<std::pair<Watermark, std::size_t>> watermark_at(std::string_view text,
                                                              std::size_t at) {
    const auto number_at = at + label.size();
    const auto number = run(text, number_at);
    const auto random_at = number_at + number + 1;
    if (number < 4 || number > 40 || random_at >= text.size() || text[random_at - 1] != '_')
        return std::nullopt;
    const auto random = run(text, random_at);
    if (random < 8 || random > 64) return std::nullopt;
    return std::pair(Watermark{std::string(text.substr(number_at, number)),
                               std::string(text.substr(random_at, random))},
                     random_at + random - at);
}

}  // namespace

std::string new_watermark(record::Unit& unit, const std::string& table, const std::string& sys_id,
                          const std::string& email_id) {
    record::Record mark(unit.dictionary().get("sys_watermark"));
    const std::string random = base::random_hex(10);
    mark.set("number", next_number(unit, mark.table()));
    mark.set("source_table", table);
    mark.set("source_id", sys_id);
    mark.set("email", email_id);
    mark.set("random", random);
    insert_raw(unit, mark);
    return std::string(label) + mark.get("number") + "_" + random;
}

void add_watermark(record::Unit& unit, const std::string& mark, std::string& html,
                   std::string& text) {
    const bool visible = unit.snapshot().property_is_true("glide.email.watermark.visible");
    const std::string style =
        visible ? "color:#888888" : "display:none;font-size:0;line-height:0;color:transparent";
    const std::string element = "<div style=\"" + style + "\">" + mark + "</div>";
    const auto end = html.rfind("</body>");
    if (end == std::string::npos)
        html += element;
    else
        html.insert(end, element);
    text += "\n\n" + mark + "\n";
}

std::optional<Watermark> find_watermark(std::string_view text) {
    for (auto at = text.rfind(label); at != std::string_view::npos;
         at = at ? text.rfind(label, at - 1) : std::string_view::npos)
        if (const auto found = watermark_at(text, at)) return found->first;
    return std::nullopt;
}

std::string without_watermarks(std::string text) {
    for (std::size_t at = 0; (at = text.find(label, at)) != std::string::npos;) {
        if (const auto found = watermark_at(text, at))
            text.erase(at, found->second);
        else
            ++at;
    }
    return text;
}

}  // namespace stead::engine
