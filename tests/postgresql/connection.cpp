#include "connection.h"

#include <stdexcept>

namespace stead::postgresql {

namespace {

// The numbers of PostgreSQL's own types, from its catalogue.
constexpr Oid any_type = 0, int8_type = 20, text_type = 25, float8_type = 701;

struct Bound {
    std::vector<Oid> types;
    std::vector<std::string> texts;
    std::vector<bool> given;
};

Bound bound(const std::vector<db::Param>& params) {
    Bound all;
    for (const auto& param : params) {
        const auto* text = std::get_if<std::string>(&param);
        const auto* integer = std::get_if<std::int64_t>(&param);
        const auto* real = std::get_if<double>(&param);
        const bool given = integer || real || (text && !text->empty());
        all.types.push_back(!given    ? any_type
                            : integer ? int8_type
                            : real    ? float8_type
                                      : text_type);
        all.texts.push_back(integer ? std::to_string(*integer)
                            : real  ? std::to_string(*real)
                            : text  ? *text
                                    : "");
        all.given.push_back(given);
    }
    return all;
}

}  // namespace

Connection::Connection() : connection_(PQconnectdb("")) {
    if (PQstatus(connection_.get()) != CONNECTION_OK)
        throw std::runtime_error(std::string(PQerrorMessage(connection_.get())) +
                                 "(run this test through tests/support/postgresql)");
}

Connection::Result Connection::checked(PGresult* answer, const std::string& sql) {
    Result result(answer);
    const auto status = PQresultStatus(answer);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw std::runtime_error(PQresultErrorMessage(answer) + sql);
    return result;
}

void Connection::execute(const std::string& sql) {
    checked(PQexec(connection_.get(), sql.c_str()), sql);
}

std::vector<std::string> Connection::ask(const std::string& sql,
                                         const std::vector<db::Param>& params) {
    const auto values = bound(params);
    std::vector<const char*> pointers;
    for (std::size_t i = 0; i < values.texts.size(); ++i)
        pointers.push_back(values.given[i] ? values.texts[i].c_str() : nullptr);
    const auto result =
        checked(PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(pointers.size()),
                             values.types.data(), pointers.data(), nullptr, nullptr, 0),
                sql);
    std::vector<std::string> found;
    for (int i = 0; i < PQntuples(result.get()); ++i)
        found.emplace_back(PQgetvalue(result.get(), i, 0));
    return found;
}

}  // namespace stead::postgresql
