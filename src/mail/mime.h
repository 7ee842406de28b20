#pragma once

#include <gmime/gmime.h>

#include <memory>
#include <string>
#include <string_view>

// What GMime hands out, with one owner each. For the sources of this layer only.
namespace stead::mail {

struct Unref {
    void operator()(void* object) const {
        if (object) g_object_unref(object);
    }
};
struct Free {
    void operator()(void* memory) const { g_free(memory); }
};
struct FreeOptions {
    void operator()(GMimeParserOptions* options) const { g_mime_parser_options_free(options); }
};

template <class T>
using Owned = std::unique_ptr<T, Unref>;
using OwnedText = std::unique_ptr<char, Free>;
using ParserOptions = std::unique_ptr<GMimeParserOptions, FreeOptions>;

void start_mime();                // before the first use; any thread, any number of times
ParserOptions lenient_options();  // reads what others write, with windows-1252 as the last guess

std::string text_of(const char* text);  // "" for null; clean UTF-8
std::string decode_header(GMimeParserOptions* options, const std::string& raw);

}  // namespace stead::mail
