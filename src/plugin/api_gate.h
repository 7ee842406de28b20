#pragma once

#include "plugin/api_rules.h"
#include "plugin/callers.h"
#include "plugin/windowed_counts.h"

namespace stead::plugin {

// What a call of an API passes once it is known who calls: is the API switched on, may one come in
// this way, does the token reach it, is there quota left (rest-api.md §1.7). The calls of our own
// client, /api/ui, are no API in this sense.
class ApiGate {
public:
    explicit ApiGate(record::Store& store) : store_(store) {}

    // Sets the headers of the rate limit. Throws Error(bad_request) for an API that is switched
    // off, Error(forbidden) and Error(too_many).
    void admit(http::Exchange& exchange, const Caller& caller);

private:
    void count(http::Exchange& exchange, const Caller& caller, const ApiRules::RateRule& rule,
               const std::string& api);

    record::Store& store_;
    WindowedCounts counts_{std::chrono::hours(1)};
};

}  // namespace stead::plugin
