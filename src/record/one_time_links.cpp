#include "record/one_time_links.h"

#include "base/date_time.h"
#include "base/ids.h"
#include "record/class_sql.h"
#include "record/unit.h"

namespace stead::record {

namespace {

constexpr std::string_view table_name = "sys_user_token";
constexpr std::size_t link_bytes = 24;

}  // namespace

std::string new_link(Unit& unit, const std::string& user_id, std::string_view purpose,
                     std::chrono::seconds life) {
    const std::string link = base::random_hex(link_bytes);
    Record row(unit.dictionary().get(table_name));
    row.set("user", user_id);
    row.set("purpose", std::string(purpose));
    row.set("token_hash", base::sha256_hex(link));
    row.set("expires", base::format_utc(unit.now() + life));
    insert_raw(unit, row);
    return link;
}

std::string link_owner(Unit& unit, std::string_view link, std::string_view purpose) {
    const auto& dialect = unit.connection().dialect();
    return unit.connection().value(
        "SELECT \"user\" FROM \"sys_user_token\" WHERE \"used\" IS NULL AND \"token_hash\" = " +
            dialect.placeholder(1) + " AND \"expires\" > " + dialect.placeholder(2) +
            " AND \"purpose\" = " + dialect.placeholder(3),
        {base::sha256_hex(link), base::format_utc(unit.now()), std::string(purpose)});
}

void use_links(Unit& unit, const std::string& user_id, std::string_view purpose) {
    const auto& dialect = unit.connection().dialect();
    unit.connection().run("UPDATE \"sys_user_token\" SET \"used\" = " + dialect.placeholder(1) +
                              " WHERE \"used\" IS NULL AND \"user\" = " + dialect.placeholder(2) +
                              " AND \"purpose\" = " + dialect.placeholder(3),
                          {base::format_utc(unit.now()), user_id, std::string(purpose)});
}

}  // namespace stead::record
