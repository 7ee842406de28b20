# The part of the script API that is written in JavaScript (src/script/glide/*.js) becomes one source
# file with a literal per library, in the order of the file names.
file(GLOB script_libraries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/script/glide/*.js)
set(script_libraries_cpp ${CMAKE_BINARY_DIR}/script_libraries.cpp)
add_custom_command(OUTPUT ${script_libraries_cpp}
    COMMAND ${CMAKE_COMMAND} "-DFILES=${script_libraries}" -DOUTPUT=${script_libraries_cpp}
        -P ${CMAKE_SOURCE_DIR}/cmake/embed_scripts.cmake
    DEPENDS ${script_libraries} ${CMAKE_SOURCE_DIR}/cmake/embed_scripts.cmake
    COMMENT "Packing script libraries" VERBATIM)
target_sources(stead_script PRIVATE ${script_libraries_cpp})
