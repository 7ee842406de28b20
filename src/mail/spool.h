#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace stead::mail {

// Mails as files under the data folder: `mail/incoming/<id>.eml` waits, `mail/failed/<id>.eml`
// could not be handled and says why in `<id>.txt`. The hand-over from a mail server to the program:
// the file is on the disk before the mail server hears that it was taken.
class Spool {
public:
    explicit Spool(std::string data_folder);

    // The folders, with the rights of the data folder: who may write there may hand in mails.
    void make_folders() const;

    // Takes a mail from a file descriptor. Returns its id once it is durable. Throws
    // Error(too_large), Error(bad_request) for an empty one, Error(unavailable).
    std::string take(int input, std::uint64_t most_bytes) const;

    std::string keep(std::string_view bytes) const;  // the same for bytes in memory

    std::vector<std::string> waiting(std::size_t most) const;  // ids, oldest first
    std::string read(std::string_view id) const;
    void remove(std::string_view id) const;
    void set_aside(std::string_view id, std::string_view reason) const;
    // Counts a try in the file's name, so that a mail that ends the program is noticed at the next
    // start. Returns how often it was tried before.
    int count_try(std::string& id) const;

    std::string incoming_folder() const { return folder_ + "/incoming"; }

private:
    std::string write(const std::function<void(int file)>& fill) const;
    std::string path(std::string_view id) const;

    std::string data_folder_, folder_;
};

}  // namespace stead::mail
