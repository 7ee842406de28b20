#include "realtime/subscription.h"

#include <boost/json.hpp>

#include "base/error.h"
#include "base/json.h"

namespace stead::realtime {

namespace {

using base::Error;
using base::Status;

constexpr std::size_t most = 50;

template <class Read>
void each(const boost::json::object& body, std::string_view name, Read read) {
    const auto* list = body.if_contains(name);
    if (!list || !list->is_array()) return;
    if (list->get_array().size() > most)
        throw Error(Status::bad_request, "At most 50 subscriptions", std::string(name));
    for (const auto& item : list->get_array()) read(item);
}

}  // namespace

Subscription read_subscription(std::string_view json, std::string& stream_id) {
    const auto parsed = base::parse_json(json);
    if (!parsed.is_object()) throw Error(Status::bad_request, "Exception while reading request");
    const auto& body = parsed.get_object();
    stream_id = base::json_text(body, "stream");
    Subscription subscription;
    each(body, "records", [&](const boost::json::value& item) {
        if (const auto* record = item.if_object())
            subscription.records.push_back(
                {base::json_text(*record, "table"), base::json_text(*record, "sys_id")});
    });
    each(body, "lists", [&](const boost::json::value& item) {
        if (const auto* list = item.if_object())
            subscription.lists.push_back({base::json_text(*list, "key"),
                                          base::json_text(*list, "table"),
                                          base::json_text(*list, "query"),
                                          {}});
    });
    each(body, "counts", [&](const boost::json::value& item) {
        subscription.counts.push_back(base::json_scalar(item));
    });
    return subscription;
}

}  // namespace stead::realtime
