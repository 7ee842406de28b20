#include "http/exchange.h"

namespace stead::http {

namespace {

class CollectedBody : public BodyStream {
public:
    explicit CollectedBody(Response& response) : response_(response) {}

    bool write(std::string_view bytes) override {
        response_.body += bytes;
        return true;
    }

private:
    Response& response_;
};

}  // namespace

Exchange::Exchange(const Request& request, std::size_t worker, Channel* channel)
    : request(request), worker(worker), channel_(channel) {}

Exchange::~Exchange() = default;

std::string_view Exchange::parameter(std::string_view name) const {
    for (const auto& [known, value] : parameters.values) {
        if (known == name) return value;
    }
    return {};
}

BodyStream& Exchange::stream() {
    if (!stream_) {
        if (channel_ != nullptr) {
            stream_ = channel_->start_body(response);
        } else {
            stream_ = std::make_unique<CollectedBody>(response);
        }
    }
    return *stream_;
}

std::shared_ptr<EventStream> Exchange::events() {
    return channel_ != nullptr ? channel_->start_events(response) : nullptr;
}

}  // namespace stead::http
