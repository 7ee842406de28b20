#include "mail/deliver.h"

#include <sysexits.h>
#include <unistd.h>

#include <cstdio>

#include "base/error.h"
#include "mail/spool.h"

namespace stead::mail {

namespace {

constexpr std::uint64_t most_bytes = 30ULL << 20;

int code_of(base::Status status) {
    const bool hopeless = status == base::Status::too_large || status == base::Status::bad_request;
    return hopeless ? EX_DATAERR : EX_TEMPFAIL;
}

}  // namespace

int deliver(const std::string& data_folder) {
    try {
        Spool(data_folder).take(STDIN_FILENO, most_bytes);
        return EX_OK;
    } catch (const base::Error& error) {
        std::fprintf(stderr, "stead mail deliver: %s\n", error.what());
        return code_of(error.status);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "stead mail deliver: %s\n", error.what());
        return EX_TEMPFAIL;
    }
}

}  // namespace stead::mail
