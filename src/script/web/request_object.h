#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "script/host.h"
#include "script/web/content_stream.h"

namespace stead::script {

// What a web service's script is told about the request. Made by the door, which outlives the call.
struct WebRequest {
    using Pairs = std::vector<std::pair<std::string, std::string>>;

    std::string url;           // with scheme and host, without the query
    std::string uri;           // the path
    std::string query_string;  // as sent
    Pairs query, path;         // decoded, in their order
    Pairs headers;             // names in lower case
    std::vector<std::string> produces;
    std::shared_ptr<ContentStream> body;
    std::function<Value()> parse_body;  // throws Error(bad_request)
};

// RESTAPIRequest (c_ScriptableServiceRequest): url, uri, queryString, queryParams, pathParams,
// headers, body, getHeader, getSupportedResponseContentTypes.
class RequestObject : public HostObject {
public:
    explicit RequestObject(const WebRequest& request);
    const std::shared_ptr<const HostClass>& host_class() const override;

    const WebRequest& request() const { return request_; }
    const Object& body() const { return body_; }

private:
    const WebRequest& request_;
    Object body_;
};

// RESTAPIRequestBody: data, dataString, dataStream, and one entry after the other of an array.
class RequestBodyObject : public HostObject {
public:
    explicit RequestBodyObject(const WebRequest& request) : request_(request) {}
    const std::shared_ptr<const HostClass>& host_class() const override;

    const WebRequest& request() const { return request_; }
    const Value& data();
    bool has_next();  // entry of an array
    Value next_entry();

private:
    const WebRequest& request_;
    std::unique_ptr<Value> data_;
    std::size_t next_ = 0;
};

}  // namespace stead::script
