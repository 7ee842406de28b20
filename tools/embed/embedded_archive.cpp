#include "base/embedded.h"

extern "C" const std::byte stead_embedded_begin[];
extern "C" const std::byte stead_embedded_end[];

namespace stead::base {

std::span<const std::byte> embedded_archive() {
    return {stead_embedded_begin, stead_embedded_end};
}

}  // namespace stead::base
