#include "http/site.h"

#include <fmt/core.h>

#include <utility>

#include "base/ids.h"

namespace stead::http {

Site::Site(SiteOptions options, const Router& router, Workers& workers, const base::Clock& clock,
           base::Log& log)
    : options(std::move(options)),
      router(router),
      workers(workers),
      clock(clock),
      log(log),
      compressors(workers.count()),
      id_prefix_(base::random_hex(8)) {}

std::string Site::new_request_id() {
    return fmt::format("{}{:016x}", id_prefix_, ++last_id_);
}

}  // namespace stead::http
