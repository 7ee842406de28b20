#include "rest/body.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "http/media_type.h"
#include "record/snapshot.h"
#include "rest/call.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;

constexpr std::int64_t megabyte = 1024 * 1024;

void check_size(const Call& call) {
    const auto text = call.store.snapshot()->property("glide.rest.max_content_length");
    const auto limit =
        std::clamp<std::int64_t>(base::to_integer(text).value_or(10), 1, 25) * megabyte;
    const auto size = static_cast<std::int64_t>(call.exchange.request.body.size());
    if (size > limit)
        throw Error(Status::bad_request, "Exception while reading request",
                    "Rejected large REST payload with content-length = " + std::to_string(size) +
                        " bytes. Max allowed: " + std::to_string(limit) + " bytes.");
}

boost::json::object object_of_json(std::string_view text) {
    auto value = base::parse_json(text);
    if (auto* list = value.if_array(); list && !list->empty()) value = std::move((*list)[0]);
    if (!value.is_object())
        throw Error(Status::bad_request, "Exception while reading request",
                    "The body is no object");
    return std::move(value.get_object());
}

}  // namespace

boost::json::object body_of(const Call& call) {
    const std::string_view body = call.exchange.request.body;
    if (base::trim(body).empty()) return {};
    check_size(call);
    const auto content_type = call.exchange.request.headers.get("Content-Type");
    const auto type = http::parse_media_type(content_type).type;
    if (http::is_xml(type)) return object_of_xml(body);
    if (!content_type.empty() && !http::is_json(type))
        throw Error(Status::unsupported, "Unsupported media type", std::string(content_type));
    return object_of_json(body);
}

}  // namespace stead::rest
