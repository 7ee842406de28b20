#include "rest/ui/repeat.h"

#include "rest/ui/door.h"

namespace stead::rest::ui {

namespace {

constexpr std::string_view table_of_keys = "stead_request";
constexpr std::size_t longest_key = 64;

}  // namespace

Repeat::Repeat(const Call& call) {
    const std::string key(call.exchange.request.headers.get("Idempotency-Key"));
    if (key.empty()) return;
    if (key.size() > longest_key)
        throw base::Error(base::Status::bad_request, "The Idempotency-Key is too long");
    key_ = call.session()->user_id + "." + plain_name(key);
}

std::optional<Repeat::Made> Repeat::made(record::Unit& unit) const {
    if (key_.empty()) return {};
    const auto row = unit.as(record::system_session()).find_by(table_of_keys, "key=" + key_);
    if (!row) return {};
    return Made{row->get("made_table"), row->get("made")};
}

void Repeat::remember(record::Unit& unit, const Made& made) const {
    if (key_.empty()) return;
    record::Record row(unit.dictionary().get(table_of_keys));
    row.set("key", key_);
    row.set("made_table", made.table);
    row.set("made", made.sys_id);
    auto program = unit.as(record::system_session());
    record::insert_or_throw(program, row);
}

}  // namespace stead::rest::ui
