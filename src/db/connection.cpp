#include "db/connection.h"

namespace stead::db {

OutOfTime::OutOfTime()
    : Error(base::Status::internal, "Transaction cancelled: maximum execution time exceeded",
            "maximum execution time exceeded Check logs for error trace or enable "
            "glide.rest.debug property to verify REST request processing") {}

Statement& Statement::bind(int index, const Param& param) {
    if (const auto* integer = std::get_if<std::int64_t>(&param)) return bind(index, *integer);
    if (const auto* real = std::get_if<double>(&param)) return bind(index, *real);
    if (const auto* text = std::get_if<std::string>(&param))
        return bind(index, std::string_view(*text));
    return bind_null(index);
}

Statement& Statement::bind_all(const std::vector<Param>& params) {
    for (std::size_t i = 0; i < params.size(); ++i) bind(static_cast<int>(i) + 1, params[i]);
    return *this;
}

void Connection::run(std::string_view sql, const std::vector<Param>& params) {
    auto& statement = prepare(sql);
    statement.bind_all(params);
    while (statement.step()) {
    }
}

std::string Connection::value(std::string_view sql, const std::vector<Param>& params) {
    auto& statement = prepare(sql);
    statement.bind_all(params);
    std::string value(statement.step() ? statement.text(0) : std::string_view());
    statement.reset();
    return value;
}

}  // namespace stead::db
