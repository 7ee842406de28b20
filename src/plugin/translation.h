#pragma once

#include <string>
#include <string_view>

#include "plugin/definition.h"

// `i18n/<language>.toml`: what tables, fields, choices and texts of pages are called in a language.
namespace stead::plugin {

// The language that a file of the folder translates into; "" for other files.
std::string language_of(std::string_view path);

// [table.x] and [message] of such a file: rows of sys_documentation, sys_choice and sys_ui_message.
// False for other blocks, which are rows as in every file.
bool expand_translation(std::string_view name, const Node& node, const std::string& language,
                        const std::string& file, Definition& definition, Problems& problems);

// Reports translations of what does not exist.
void check_translations(const Definition& definition, const model::Dictionary& dictionary,
                        Problems& problems);

}  // namespace stead::plugin
