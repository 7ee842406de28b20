#include <cstdio>

#include "base/error.h"
#include "server/commands.h"
#include "server/config.h"

int main(int count, char** values) {
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
