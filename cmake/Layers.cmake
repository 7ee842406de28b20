# Headers that nearly every file includes, compiled once. The http and script layers sit on large
# libraries of their own and gain the same from it, because their headers build on these.
file(WRITE ${CMAKE_BINARY_DIR}/pch.cpp.in "// Gives the precompiled header a target to live in.\n")
configure_file(${CMAKE_BINARY_DIR}/pch.cpp.in ${CMAKE_BINARY_DIR}/pch.cpp COPYONLY)
add_library(stead_pch STATIC ${CMAKE_BINARY_DIR}/pch.cpp)
target_link_libraries(stead_pch PRIVATE stead_warnings fmt::fmt Threads::Threads)
target_precompile_headers(stead_pch PRIVATE
    <algorithm> <array> <atomic> <chrono> <condition_variable> <cstdint> <deque> <functional>
    <map> <memory> <mutex> <optional> <set> <span> <stdexcept> <string> <string_view> <thread>
    <tuple> <type_traits> <unordered_map> <unordered_set> <utility> <variant> <vector>
    <fmt/core.h>)

enable_testing()

# add_layer(name USES layers... LINKS libraries... PRIVATE libraries... DEFINES macros...)
# makes stead_<name> from src/<name>/**.cpp and test_<name> from the *_test.cpp files among them.
# PRIVATE libraries are for its own sources and tests, LINKS also for the layers above.
# A folder without sources is an interface, so that layers above it can already name it.
function(add_layer name)
    cmake_parse_arguments(layer "" "" "USES;LINKS;PRIVATE;DEFINES" ${ARGN})
    list(TRANSFORM layer_USES PREPEND stead_)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
    set(tests ${sources})
    list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
    list(FILTER sources EXCLUDE REGEX "_test\\.cpp$|/src/server/main\\.cpp$")

    if(sources)
        add_library(stead_${name} STATIC ${sources})
        set(scope PUBLIC)
        target_link_libraries(stead_${name} PRIVATE stead_warnings ${layer_PRIVATE})
        target_precompile_headers(stead_${name} REUSE_FROM stead_pch)
    else()
        add_library(stead_${name} INTERFACE)
        set(scope INTERFACE)
    endif()
    target_include_directories(stead_${name} ${scope} ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(stead_${name} ${scope} ${layer_USES} ${layer_LINKS})
    target_compile_definitions(stead_${name} ${scope} ${layer_DEFINES})
    add_unit_tests(${name} "${tests}" stead_${name} ${layer_PRIVATE})
endfunction()

# Tests run in the project's folder, so that they can read tests/vectors.
function(add_unit_tests name sources)
    if(sources)
        add_executable(test_${name} ${sources})
        target_link_libraries(test_${name} PRIVATE ${ARGN} stead_warnings GTest::gtest_main)
        target_precompile_headers(test_${name} REUSE_FROM stead_pch)
        add_test(NAME ${name} COMMAND test_${name} --gtest_brief=1
            WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    endif()
endfunction()

# main.cpp, or an empty program until the server layer has one.
set(server_main ${CMAKE_SOURCE_DIR}/src/server/main.cpp)
if(NOT EXISTS ${server_main})
    set(server_main ${CMAKE_BINARY_DIR}/empty_main.cpp)
    file(WRITE ${server_main} "int main() {}\n")
endif()

# plugins/<folder>/*.cpp: the C++ side of plugins. A folder takes part by having a native.cpp that
# defines stead::<folder>::install; the list of them is written here, so that a new plugin edits no
# shared file and the linker still sees every name.
function(add_native_plugins)
    file(GLOB natives CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/plugins/*/native.cpp)
    set(declarations "")
    set(entries "")
    set(sources "")
    set(tests "")
    foreach(native ${natives})
        get_filename_component(folder ${native} DIRECTORY)
        get_filename_component(name ${folder} NAME)
        file(STRINGS ${folder}/plugin.toml id REGEX "^id *=" LIMIT_COUNT 1)
        string(REGEX REPLACE "^id *= *\"([^\"]*)\".*" "\\1" id "${id}")
        string(APPEND declarations "namespace stead::${name} {\nvoid install(plugin::Extension&);\n}\n")
        string(APPEND entries "    {\"${id}\", stead::${name}::install},\n")
        file(GLOB found CONFIGURE_DEPENDS ${folder}/*.cpp)
        set(found_tests ${found})
        list(FILTER found EXCLUDE REGEX "_test\\.cpp$")
        list(FILTER found_tests INCLUDE REGEX "_test\\.cpp$")
        list(APPEND sources ${found})
        list(APPEND tests ${found_tests})
    endforeach()
    list(LENGTH natives count)
    configure_file(${CMAKE_SOURCE_DIR}/cmake/native_plugins.cpp.in
        ${CMAKE_BINARY_DIR}/native_plugins.cpp @ONLY)

    add_library(stead_native_plugins STATIC ${sources} ${CMAKE_BINARY_DIR}/native_plugins.cpp)
    target_include_directories(stead_native_plugins PUBLIC ${CMAKE_SOURCE_DIR}/plugins)
    target_link_libraries(stead_native_plugins PUBLIC stead_plugin PRIVATE stead_warnings)
    target_precompile_headers(stead_native_plugins REUSE_FROM stead_pch)
    add_unit_tests(plugins "${tests}" stead_native_plugins)
endfunction()

# check_headers: compiles each header alone and without the precompiled header, so that what it needs
# is what it includes. One generated source per header, rebuilt only when that header changes.
function(add_header_check)
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/src
        ${CMAKE_SOURCE_DIR}/src/*.h)
    set(sources "")
    foreach(header ${headers})
        set(source ${CMAKE_BINARY_DIR}/headers/${header}.cpp)
        file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${header}\"\n")
        list(APPEND sources ${source})
    endforeach()
    add_library(check_headers OBJECT EXCLUDE_FROM_ALL ${sources})
    target_link_libraries(check_headers PRIVATE stead_server PkgConfig::mozjs PkgConfig::gmime
        tomlplusplus::tomlplusplus stead_warnings)
    target_compile_options(check_headers PRIVATE -O0 -g0)
endfunction()
