# Packs plugins/ and web/dist into the binary: tools/embed writes one archive, the assembler takes
# it in, and stead::base::embedded_archive() returns it.
add_executable(embed ${CMAKE_SOURCE_DIR}/tools/embed/embed.cpp)
target_link_libraries(embed PRIVATE ZLIB::ZLIB stead_warnings)

set(archive ${CMAKE_BINARY_DIR}/embedded.bin)
add_custom_command(OUTPUT ${archive}
    COMMAND embed ${archive} ${archive}.d ${CMAKE_SOURCE_DIR}
    DEPFILE ${archive}.d
    DEPENDS embed
    COMMENT "Packing plugins and the web client")

configure_file(${CMAKE_SOURCE_DIR}/cmake/embedded.S.in ${CMAKE_BINARY_DIR}/embedded.S @ONLY)
set_source_files_properties(${CMAKE_BINARY_DIR}/embedded.S PROPERTIES OBJECT_DEPENDS ${archive})
add_library(stead_embedded STATIC
    ${CMAKE_BINARY_DIR}/embedded.S ${CMAKE_SOURCE_DIR}/tools/embed/embedded_archive.cpp)
target_link_libraries(stead_embedded PRIVATE stead_base stead_warnings)
