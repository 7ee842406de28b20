#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "http/exchange.h"
#include "http/router.h"
#include "plugin/callers.h"
#include "record/store.h"
#include "rest/wire.h"

namespace stead::rest {

// One call of the API: who calls and what for.
struct Call {
    http::Exchange& exchange;
    record::Store& store;
    plugin::Caller caller;
    std::optional<http::Query> stored_parameters = {};  // instead of those of the address
    std::vector<record::Message> messages = {};         // what rules said to the person
    bool short_names = false;                // `limit` means sysparm_limit where that is absent
    db::Connection::Deadline deadline = {};  // of its reading and writing

    const std::shared_ptr<const record::Session>& session() const { return caller.session; }
    const http::Query& parameters() const {
        return stored_parameters ? *stored_parameters : exchange.request.query;
    }
    std::string_view query(std::string_view name) const;
    bool flag(std::string_view name) const;  // case-insensitive; absent and empty are false
    std::string path(std::string_view name) const { return std::string(exchange.parameter(name)); }
    // `https://host` as links name this server: as the caller does, or what glide.servlet.uri says
    // where glide.rest.replace_request_host_with_property wants it.
    std::string base() const;
    // `https://host/api/now/v2`, with the version that the caller used.
    std::string api_base() const;

    // Units of work in the caller's name that keep what rules say to him.
    void read(const std::function<void(record::Unit&)>& work);
    void write(const std::function<void(record::Unit&)>& work);
    void write(const std::shared_ptr<const record::Session>& session,
               const std::function<void(record::Unit&)>& work);

    void answer(std::string json, int status = 200);
    void answer_empty(int status = 204);
};

using Handle = std::function<void(Call&)>;

// Makes a route's handler: identifies the caller, runs `handle`, turns what it throws into the
// wire's envelope `{"error":{"message","detail"},"status":"failure"}` (rest-api.md §1.5), and
// brings the answer into the form that the caller reads.
http::Handler handler(record::Store& store, plugin::Callers& callers, Handle handle,
                      plugin::Callers::Guests guests = plugin::Callers::Guests::refused,
                      record::Door door = record::Door::rest);

// Runs `work` and answers what it throws in that envelope: for routes that must not ask who calls.
void answer_guarded(http::Exchange& exchange, record::Store& store,
                    const std::function<void()>& work);

using base::http_status;

}  // namespace stead::rest
