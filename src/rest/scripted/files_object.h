#pragma once

#include <string>

#include "rest/call.h"
#include "script/host.h"
#include "script/web/response_object.h"

namespace stead::rest::scripted {

// `files` in the script of a web service: the files of records in the shape of the Attachment API,
// streamed both ways. Options: { tables: the only ones served, names: true for created_by_name and
// updated_by_name }.
//
//   files.list(options)  files.get(sys_id, options)  files.download(sys_id, options)
//   files.upload(options), files.uploadForm(options): answer 201 and give the sys_attachment row
//   files.rename(sys_id, options)  files.remove(sys_id, options): answer 204
class FilesObject : public script::HostObject {
public:
    FilesObject(Call& call, script::ResponseObject& response, std::string base)
        : call(call), response(response), base(std::move(base)) {}
    const std::shared_ptr<const script::HostClass>& host_class() const override;

    Call& call;
    script::ResponseObject& response;
    const std::string base;  // the address of the service
};

}  // namespace stead::rest::scripted
