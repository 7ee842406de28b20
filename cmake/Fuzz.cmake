# add_fuzz_target(name layer sources...): fuzz_<name> from tests/fuzz/<name>.cpp, on a layer, with
# sources of tests that it uses. Only in the preset `fuzz`, which compiles with clang; see script/fuzz.
option(STEAD_FUZZ "Build the fuzz targets" OFF)
if(STEAD_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=address,undefined)
endif()

function(add_fuzz_target name layer)
    if(STEAD_FUZZ)
        add_executable(fuzz_${name} EXCLUDE_FROM_ALL tests/fuzz/${name}.cpp ${ARGN})
        target_link_libraries(fuzz_${name} PRIVATE stead_${layer} GTest::gtest -fsanitize=fuzzer)
        target_precompile_headers(fuzz_${name} REUSE_FROM stead_pch)
    endif()
endfunction()
