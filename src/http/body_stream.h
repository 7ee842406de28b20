#pragma once

#include <string_view>

namespace stead::http {

// A body that is written while it is made, such as an export.
class BodyStream {
public:
    virtual ~BodyStream() = default;

    // Waits a little while the client reads slower than we write, then keeps what comes in a file;
    // memory stays small however much is written. False when nobody reads any more: the writer
    // should stop.
    virtual bool write(std::string_view bytes) = 0;
};

}  // namespace stead::http
