#include <malloc.h>

#include <cstdio>

#include "base/error.h"
#include "server/commands.h"
#include "server/config.h"

int main(int count, char** values) {
    // Requests need little memory for a short time on any thread: a heap for each thread only keeps
    // what the others could use.
    mallopt(M_ARENA_MAX, 2);
    try {
        return stead::server::run(stead::server::read_config(count, values));
    } catch (const stead::base::Error& error) {
        std::fprintf(stderr, "stead: %s%s%s\n", error.what(), error.detail.empty() ? "" : ": ",
                     error.detail.c_str());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "stead: %s\n", error.what());
    }
    return 1;
}
