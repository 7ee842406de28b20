#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/text.h"
#include "script/glide/script_world.h"

namespace stead::script {
namespace {

// What the API offers: "gs.info", "GlideRecord.addQuery" …
constexpr std::string_view list_api = R"js(
var names = [];
function members(owner, object) {
    Object.getOwnPropertyNames(object).forEach(function (name) {
        if (!/^(constructor|length|name|prototype|valueOf|toString|toJSON|arguments|caller)$/.test(name))
            names.push(owner + '.' + name);
    });
}
[GlideRecord, GlideRecordSecure, GlideElement, GlideAggregate, GlideDateTime, GlideDate, GlideTime,
 GlideDuration, GlideUser, GlideSession, GlideEmailOutbound, GlideSysAttachment, GlideFilter,
 GlideTableHierarchy, TableUtils, GlideRecordUtil, GlidePluginManager, GlideScriptedExtensionPoint,
 ArrayUtil, GlideDigest, TemplatePrinter, AbstractAjaxProcessor].forEach(function (made) {
    var name = made === AbstractAjaxProcessor ? 'AbstractAjaxProcessor' : made.name;
    names.push(name + '.');
    members(name, made.prototype);
    members(name, made);
});
members('gs', gs);
members('GlideStringUtil', GlideStringUtil);
members('GlideSecureRandomUtil', GlideSecureRandomUtil);
members('GlideProperties', GlideProperties);
members('sn_ws_err', sn_ws_err);
names.join()
)js";

std::string reference() {
    std::ifstream file("docs/guide/scripts.md");
    return {std::istreambuf_iterator<char>(file), {}};
}

bool is_name(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

bool mentions(const std::string& text, std::string_view word) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const bool begins = at == 0 || !is_name(text[at - 1]);
        const bool ends = at + word.size() >= text.size() || !is_name(text[at + word.size()]);
        if (begins && ends) return true;
    }
    return false;
}

TEST(Reference, NamesEveryClassAndFunctionOfTheApi) {
    ScriptWorld world;
    const auto text = reference();
    ASSERT_FALSE(text.empty()) << "docs/guide/scripts.md";
    const auto names = base::split_names(world.text(list_api));
    EXPECT_GT(names.size(), 300u);
    std::string missing;
    for (const auto& name : names) {
        const auto dot = name.find('.');
        if (!mentions(text, name.substr(0, dot)) ||
            (dot + 1 < name.size() && !mentions(text, name.substr(dot + 1)))) {
            missing += name + " ";
        }
    }
    EXPECT_EQ(missing, "");
}

}  // namespace
}  // namespace stead::script
