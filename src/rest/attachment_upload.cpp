#include "rest/attachment_upload.h"

#include "base/error.h"
#include "base/text.h"
#include "http/mapped_file.h"
#include "http/media_type.h"
#include "http/multipart.h"
#include "http/temp_file.h"
#include "record/blob_store.h"

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

void require_all(const NewAttachment& file) {
    require(file.table, "table_name");
    require(file.record_sys_id, "table_sys_id");
    require(file.file_name, "file_name");
}

[[noreturn]] void refuse_form(const char* why) {
    throw Error(Status::bad_request, "Exception while reading request", why);
}

// Fields of a form are texts without line ends around them.
std::string field_text(const http::Part& part) {
    return std::string(base::trim(part.content));
}

void take_part(Upload& upload, const http::Part& part, bool& has_file) {
    auto& file = upload.file;
    if (!part.file_name.empty()) {
        has_file = true;
        file.file_name = part.file_name;
        file.content_type = part.media_type;
        upload.content = part.content;
    } else if (part.name == "table_name") {
        file.table = field_text(part);
    } else if (part.name == "table_sys_id") {
        file.record_sys_id = field_text(part);
    } else if (part.name == "encryption_context") {
        file.encryption_context = field_text(part);
    }
}

}  // namespace

Upload read_raw(const Call& call) {
    const auto& request = call.exchange.request;
    Upload upload;
    auto& file = upload.file;
    file.table = call.query("table_name");
    file.record_sys_id = call.query("table_sys_id");
    file.file_name = call.query("file_name");
    file.content_type = call.query("content_type").empty() ? request.headers.get("Content-Type")
                                                           : call.query("content_type");
    file.created_on = call.query("creation_time");
    file.encryption_context = call.query("encryption_context");
    if (request.body_file)
        file.file_path = request.body_file->path().string();
    else
        upload.content = request.body;
    require_all(file);
    return upload;
}

Upload read_form(const Call& call) {
    const auto& request = call.exchange.request;
    const auto type = http::parse_media_type(request.headers.get("Content-Type"));
    if (type.type != "multipart/form-data")
        throw Error(Status::unsupported, "Unsupported media type", type.type);
    Upload upload;
    std::string_view body = request.body;
    if (request.body_file) {
        upload.body = std::make_shared<const http::MappedFile>(request.body_file->path());
        body = upload.body->bytes();
    }
    const auto parts = http::parse_multipart(body, type.boundary);
    if (!parts) refuse_form("The multipart body cannot be read");
    bool has_file = false;
    for (const auto& part : *parts) take_part(upload, part, has_file);
    if (!has_file) refuse_form("The body holds no file");
    require_all(upload.file);
    return upload;
}

void stage_upload(const record::Store& store, Upload& upload) {
    record::stage(store, upload.file, upload.content);
}

}  // namespace stead::rest
