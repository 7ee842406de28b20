#include "http/refusal.h"

#include "base/text.h"

namespace stead::http {

Response plain_refusal(const Refusal& refusal) {
    const std::string title =
        std::to_string(refusal.status) + ' ' + std::string(reason_phrase(refusal.status));
    Response response;
    response.status = refusal.status;
    response.set("text/html;charset=UTF-8",
                 "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1><p>" +
                     base::html_escape(refusal.reason) + "</p></body></html>\n");
    return response;
}

}  // namespace stead::http
