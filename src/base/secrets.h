#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stead::base {

// Seals short texts that must be read again, such as the password of a mailbox
// (XChaCha20-Poly1305). The keys lie in a file of their own, never in the database, so that a copy
// of the database alone tells nothing.
class Secrets {
public:
    // Reads the keys, newest first; makes a file with one key when there is none. Without a file
    // the key ends with the program. Throws Error(unavailable).
    explicit Secrets(std::string file = {});

    std::string seal(std::string_view text) const;  // "sealed:<key>:<base64>", different each time
    // Nothing when it was not sealed, or not with one of our keys.
    std::optional<std::string> open(std::string_view sealed) const;
    bool is_newest(std::string_view sealed) const;  // sealed with the newest key

    // A text of 64 hex digits that follows from `text` and the newest key, and that nobody can work
    // out without the key.
    std::string derive(std::string_view text) const;

    // Adds a key with which everything is sealed from now on. Older ones still open.
    void rotate();

    static bool looks_sealed(std::string_view text);

private:
    struct Key {
        std::string id, bytes;
    };
    static Key new_key();
    void read();
    void write() const;
    const Key* find(std::string_view id) const;

    std::string file_;
    std::vector<Key> keys_;  // never empty, newest first
};

}  // namespace stead::base
