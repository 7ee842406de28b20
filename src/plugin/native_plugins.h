#pragma once

#include <span>
#include <string_view>

namespace stead::plugin {

class Extension;

// The C++ side of one plugin: plugins/<folder>/native.cpp.
struct NativePlugin {
    std::string_view id;  // as in plugin.toml
    void (*install)(Extension&);
};

// Every plugin that has a native.cpp. The definition is written by CMake and linked into the
// server.
std::span<const NativePlugin> native_plugins();

}  // namespace stead::plugin
