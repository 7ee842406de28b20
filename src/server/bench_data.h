#pragma once

#include "server/config.h"

namespace stead::server {

// stead bench-data --cases N: fills a data folder with rows as the plugins' bench.toml files
// describe them, written past the rules, in the order of the files' blocks. The same numbers come
// every time.
int bench_data(const Config& config);

}  // namespace stead::server
