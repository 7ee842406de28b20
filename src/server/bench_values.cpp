#include "server/bench_values.h"

#include <algorithm>

#include "base/date_time.h"

namespace stead::server {

namespace {

constexpr std::string_view vocabulary[] = {
    "steam",    "wand",    "pressure", "boiler",  "grinder", "burr",     "shot",     "milk",
    "sensor",   "pump",    "valve",    "filter",  "water",   "scale",    "descale",  "display",
    "firmware", "update",  "network",  "offline", "invoice", "delivery", "training", "gasket",
    "group",    "head",    "leak",     "noise",   "cold",    "hot",      "slow",     "fast",
    "morning",  "evening", "after",    "before",  "warm",    "cleaning", "cycle",    "error",
    "code",     "alarm",   "bar",      "hotel",   "kitchen", "lobby",    "machine",  "cup",
    "tray",     "drain",   "motor",    "fuse",    "cable",   "plug",     "switch",   "button",
    "timer",    "recipe",  "portion",  "foam"};

// Part numbers: words that hardly any other text has.
constexpr std::size_t rare_every = 40, rare_words = 200'000;

std::string_view rest(std::string_view spec, std::string_view word) {
    return base::trim(spec.substr(word.size()));
}

}  // namespace

std::string BenchValues::words(std::size_t least, std::size_t most) {
    std::string text;
    for (std::size_t count = least + below(most - least + 1); count > 0; --count) {
        // Squaring makes the first words frequent, as in real texts.
        const std::size_t size = std::size(vocabulary);
        const std::size_t at = below(size) * below(size) / size;
        if (!text.empty()) text += ' ';
        if (below(rare_every) == 0)
            text += "p" + std::to_string(below(rare_words));
        else
            text += vocabulary[at];
    }
    return text;
}

std::string BenchValues::make(std::string_view spec) {
    if (spec.starts_with("words ")) {
        const auto range = base::split(rest(spec, "words"), '-');
        const auto least = base::to_integer(range.front()).value_or(1),
                   most = base::to_integer(range.back()).value_or(1);
        return words(static_cast<std::size_t>(least),
                     static_cast<std::size_t>(std::max(least, most)));
    }
    if (spec.starts_with("pick ")) return pick(rest(spec, "pick"));
    if (spec.starts_with("ref ")) return reference(rest(spec, "ref"));
    if (spec.starts_with("maybe ")) return maybe(rest(spec, "maybe"));
    if (spec.starts_with("ago ")) return ago(rest(spec, "ago"));
    return std::string(spec);
}

std::string BenchValues::pick(std::string_view weights) {
    std::size_t total = 0;
    const auto items = base::split(weights, ',');
    const auto weight = [](std::string_view item) {
        return static_cast<std::size_t>(
            base::to_integer(item.substr(item.rfind(':') + 1)).value_or(1));
    };
    for (const auto item : items) total += weight(item);
    std::size_t at = below(total);
    for (const auto item : items) {
        if (at < weight(item)) return std::string(item.substr(0, item.rfind(':')));
        at -= weight(item);
    }
    return {};
}

std::string BenchValues::maybe(std::string_view spec) {
    const auto end = std::min(spec.find(' '), spec.size());
    const auto percent = base::to_integer(spec.substr(0, end)).value_or(100);
    return below(100) < static_cast<std::size_t>(percent) ? make(base::trim(spec.substr(end))) : "";
}

std::string BenchValues::reference(std::string_view table) {
    const auto found = rows_.find(table);
    return found == rows_.end() || found->second.empty()
               ? ""
               : found->second[below(found->second.size())];
}

std::string BenchValues::ago(std::string_view days) {
    const auto count = base::to_integer(days.substr(0, days.find('d'))).value_or(1);
    const auto seconds = below(static_cast<std::size_t>(count) * 86400);
    return base::format_utc(now_ - std::chrono::seconds(seconds));
}

}  // namespace stead::server
