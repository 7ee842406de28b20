#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/definition.h"

namespace stead::plugin {

// Identity of a form's section, so that other plugins can add to it.
std::string section_key(const std::string& table, const std::string& view,
                        const std::string& label);

// Marks an element that another plugin adds: it comes after the named field.
inline constexpr std::string_view after_column = "_after";

// Gives added elements their positions, once the forms of all plugins are known.
void place_added_elements(std::vector<Definition>& definitions, Problems& problems);

}  // namespace stead::plugin
