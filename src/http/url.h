#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stead::http {

// What a `+` means: a space in queries and forms, itself in paths.
enum class Plus { space, literal };

// Resolves %XX. A percent sign that starts no such triple stays as it is, because real clients send
// queries unencoded.
std::string percent_decode(std::string_view text, Plus plus = Plus::literal);

// Encodes everything but letters, digits and -._~
std::string percent_encode(std::string_view text);

// The pairs of a query string or of an urlencoded form, decoded, in the order in which they came.
class Query {
public:
    using Pair = std::pair<std::string, std::string>;

    // Each pair is split at its first `=`; raw = ^ , > < ! @ in values are allowed.
    static Query parse(std::string_view text);

    // When a key is repeated the last one wins. Null when it is absent.
    const std::string* find(std::string_view key) const;
    // Empty when it is absent, which clients use to mean the same.
    std::string_view get(std::string_view key) const;
    void set(std::string_view key, std::string_view value);

    // The query string again, encoded.
    std::string text() const;

    bool empty() const { return pairs_.empty(); }
    auto begin() const { return pairs_.begin(); }
    auto end() const { return pairs_.end(); }

private:
    std::vector<Pair> pairs_;
};

}  // namespace stead::http
