# cmake -DFILES=a.js;b.js -DOUTPUT=x.cpp -P embed_scripts.cmake
set(entries "")
foreach(file ${FILES})
    get_filename_component(name ${file} NAME)
    file(READ ${file} text)
    string(APPEND entries "    {\"${name}\", R\"stead_js(${text})stead_js\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"script/glide/libraries.h\"\n\nnamespace stead::script {\n
const std::vector<Library>& glide_libraries() {\n    static const std::vector<Library> all = {\n${entries}    };
    return all;\n}\n\n}  // namespace stead::script\n")
