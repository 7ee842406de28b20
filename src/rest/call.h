#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "http/exchange.h"
#include "http/router.h"
#include "plugin/callers.h"
#include "record/store.h"

namespace stead::rest {

// One call of the API: who calls and what for.
struct Call {
    http::Exchange& exchange;
    record::Store& store;
    plugin::Caller caller;

    const std::shared_ptr<const record::Session>& session() const { return caller.session; }
    std::string_view query(std::string_view name) const { return exchange.request.query.get(name); }
    bool flag(std::string_view name) const;  // case-insensitive; absent and empty are false
    std::string path(std::string_view name) const { return std::string(exchange.parameter(name)); }
    // `https://host/api/now/v2`, with the version that the caller used.
    std::string api_base() const;

    void answer(std::string json, int status = 200);
    void answer_empty(int status = 204);
};

using Handle = std::function<void(Call&)>;

// Makes a route's handler: identifies the caller, runs `handle`, turns what it throws into the
// wire's envelope `{"error":{"message","detail"},"status":"failure"}` (rest-api.md §1.5).
http::Handler handler(record::Store& store, plugin::Callers& callers, Handle handle,
                      plugin::Callers::Guests guests = plugin::Callers::Guests::refused,
                      record::Door door = record::Door::rest);

// Runs `work` and answers what it throws in that envelope: for routes that must not ask who calls.
void answer_guarded(http::Exchange& exchange, record::Store& store,
                    const std::function<void()>& work);

int http_status(base::Status status);
std::string error_json(std::string_view message, std::string_view detail);

}  // namespace stead::rest
