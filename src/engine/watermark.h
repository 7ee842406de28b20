#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stead::record {
class Unit;
}

namespace stead::engine {

// The label that our mails carry and answers bring back: Ref:MSG0001001_4f2a…
struct Watermark {
    std::string number;  // MSG0001001
    std::string random;  // 4f2a…, which only a reader of the mail knows
};

// Writes the row that leads answers to a mail back to its record; gives the label.
std::string new_watermark(record::Unit& unit, const std::string& table, const std::string& sys_id,
                          const std::string& email_id);

// Puts a label into both forms of a mail's body; hidden in HTML unless the property says otherwise.
void add_watermark(record::Unit& unit, const std::string& label, std::string& html,
                   std::string& text);

// The last one in the text: answers quote older ones above.
std::optional<Watermark> find_watermark(std::string_view text);

std::string without_watermarks(std::string text);

}  // namespace stead::engine
