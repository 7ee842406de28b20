#include "rest/attachment_upload.h"

#include "base/error.h"
#include "base/text.h"
#include "http/media_type.h"
#include "http/multipart.h"
#include "http/temp_file.h"
#include "record/attachments.h"
#include "rest/attachment_json.h"

namespace stead::rest {

namespace {

using base::Error;
using base::Status;
using record::NewAttachment;

void require(const std::string& value, const char* name) {
    if (value.empty())
        throw Error(Status::bad_request, "Exception while reading request",
                    std::string("The parameter ") + name + " is missing");
}

void answer_created(Call& call, NewAttachment wanted) {
    require(wanted.table, "table_name");
    require(wanted.record_sys_id, "table_sys_id");
    require(wanted.file_name, "file_name");
    std::string text = "{\"result\":";
    call.store.write(call.session(), [&](record::Unit& unit) {
        const auto row = record::attach(unit, std::move(wanted));
        call.exchange.response.headers.set("Location", download_link(call, row.sys_id()));
        text += attachment_json(call, row) + "}";
    });
    call.answer(std::move(text), 201);
}

}  // namespace

void upload_raw(Call& call) {
    const auto& request = call.exchange.request;
    NewAttachment wanted;
    wanted.table = call.query("table_name");
    wanted.record_sys_id = base::lower(call.query("table_sys_id"));
    wanted.file_name = call.query("file_name");
    wanted.content_type = call.query("content_type").empty() ? request.headers.get("Content-Type")
                                                             : call.query("content_type");
    if (request.body_file)
        wanted.file_path = request.body_file->path().string();
    else
        wanted.bytes = request.body;
    answer_created(call, std::move(wanted));
}

void upload_multipart(Call& call) {
    const auto& request = call.exchange.request;
    const auto type = http::parse_media_type(request.headers.get("Content-Type"));
    if (type.type != "multipart/form-data")
        throw Error(Status::unsupported, "Unsupported media type", type.type);
    const auto parts = http::parse_multipart(request.body, type.boundary);
    if (!parts)
        throw Error(Status::bad_request, "Exception while reading request",
                    "The multipart body cannot be read");
    NewAttachment wanted;
    bool has_file = false;
    for (const auto& part : *parts) {
        if (!part.file_name.empty()) {
            has_file = true;
            wanted.file_name = part.file_name;
            wanted.content_type = part.media_type;
            wanted.bytes = part.content;
        } else if (part.name == "table_name") {
            wanted.table = part.content;
        } else if (part.name == "table_sys_id") {
            wanted.record_sys_id = base::lower(part.content);
        }
    }
    if (!has_file)
        throw Error(Status::bad_request, "Exception while reading request",
                    "The body holds no file");
    answer_created(call, std::move(wanted));
}

}  // namespace stead::rest
