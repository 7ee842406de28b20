#pragma once

#include <string>

#include "plugin/definition.h"

// The four shorthands of definitions.md, each expanded into the rows that it stands for.
namespace stead::plugin {

// [table.x]: sys_db_object, sys_dictionary, sys_documentation, sys_dictionary_override, sys_choice,
// sys_number; and the same for the dictionary that is built before those tables exist.
void expand_tables(const Node& tables, const std::string& file, Definition& definition,
                   Problems& problems);
// [acl.x]: sys_security_acl and sys_security_acl_role.
void expand_acls(const Node& acls, const std::string& file, Definition& definition,
                 Problems& problems);
// [form.x] and [form."x@view"]: sys_ui_view, sys_ui_form, sys_ui_section, sys_ui_element,
// sys_ui_related_list(_entry).
void expand_forms(const Node& forms, const std::string& file, Definition& definition,
                  Problems& problems);
// [list.x]: sys_ui_list and sys_ui_list_element.
void expand_lists(const Node& lists, const std::string& file, Definition& definition,
                  Problems& problems);

// Reports members of `node` that are not in the comma list of known names.
void check_members(const Node& node, std::string_view known, const std::string& where,
                   const std::string& file, Problems& problems);

}  // namespace stead::plugin
