#pragma once

#include <span>
#include <string_view>

namespace stead::plugin {

class Extension;

struct NativePlugin {
    std::string_view id;
    void (*install)(Extension&);
};

// The plugins that have a native.cpp; the list is written by the build.
std::span<const NativePlugin> native_plugins();

}  // namespace stead::plugin
