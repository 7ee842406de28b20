# SQLite from the official amalgamation, with our own options. Debian 12's 3.40.1 may corrupt a
# database in WAL mode; 3.51.3 is the oldest version that we accept (docs/decisions).
set(sqlite_dir ${CMAKE_SOURCE_DIR}/.cache/sqlite)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/tools/sqlite/package-lock.json)
execute_process(COMMAND ${CMAKE_SOURCE_DIR}/tools/sqlite/fetch ${sqlite_dir} RESULT_VARIABLE failed)
if(failed)
    message(FATAL_ERROR "SQLite's source could not be fetched: see the line above.")
endif()
file(STRINGS ${sqlite_dir}/sqlite3.h sqlite_version REGEX "^#define SQLITE_VERSION +\"")
string(REGEX MATCH "[0-9.]+" sqlite_version "${sqlite_version}")
if(sqlite_version VERSION_LESS 3.51.3)
    message(FATAL_ERROR "SQLite ${sqlite_version} is too old: 3.51.3 or newer is needed.")
endif()
message(STATUS "SQLite ${sqlite_version}")

add_library(sqlite3 STATIC ${sqlite_dir}/sqlite3.c)
target_include_directories(sqlite3 SYSTEM PUBLIC ${sqlite_dir})
target_link_libraries(sqlite3 PUBLIC Threads::Threads ${CMAKE_DL_LIBS} m)
target_compile_options(sqlite3 PRIVATE -O2 -w)
target_compile_definitions(sqlite3 PRIVATE
    SQLITE_DEFAULT_FOREIGN_KEYS=0
    SQLITE_DEFAULT_MEMSTATUS=0
    SQLITE_DEFAULT_WAL_SYNCHRONOUS=2
    SQLITE_DQS=0
    SQLITE_ENABLE_COLUMN_METADATA
    SQLITE_ENABLE_DBSTAT_VTAB
    SQLITE_ENABLE_FTS5
    SQLITE_ENABLE_MATH_FUNCTIONS
    SQLITE_ENABLE_STAT4
    SQLITE_LIKE_DOESNT_MATCH_BLOBS
    SQLITE_MAX_VARIABLE_NUMBER=250000
    SQLITE_OMIT_DEPRECATED
    SQLITE_OMIT_LOAD_EXTENSION
    SQLITE_OMIT_SHARED_CACHE
    SQLITE_TEMP_STORE=2
    SQLITE_THREADSAFE=2
    SQLITE_USE_ALLOCA
    SQLITE_USE_URI=1)
