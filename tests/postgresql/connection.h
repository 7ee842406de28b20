#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <vector>

#include "db/connection.h"

// For tests: just enough of PostgreSQL to ask it what the dialect spells.
namespace stead::postgresql {

class Connection {
public:
    Connection();  // to the server that tests/support/postgresql has started

    void execute(const std::string& sql);
    // The first column of what a statement answers. Placeholders are $1, $2 …
    std::vector<std::string> ask(const std::string& sql, const std::vector<db::Param>& params = {});

private:
    struct Close {
        void operator()(PGconn* connection) const { PQfinish(connection); }
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using Result = std::unique_ptr<PGresult, Close>;
    Result checked(PGresult* result, const std::string& sql);

    std::unique_ptr<PGconn, Close> connection_;
};

}  // namespace stead::postgresql
