#pragma once

#include <memory>

#include "record/attachments.h"
#include "rest/call.h"

namespace stead::http {
class MappedFile;
}

namespace stead::rest {

// A file that a request brings, read from its body and parameters.
struct Upload {
    record::NewAttachment file;
    std::string_view content;                      // of a form; points into the body
    std::shared_ptr<const http::MappedFile> body;  // of a form that waits on disk
};

// The body is the file; parameters say where it belongs (POST …/file). Throws Error(bad_request)
// for what is missing.
Upload read_raw(const Call& call);
// multipart/form-data: table_name, table_sys_id, and the last part that is a file, whatever its
// name (POST …/upload).
Upload read_form(const Call& call);

// Brings the content to disk. Slow for large files: outside of units where that is possible.
void stage_upload(const record::Store& store, Upload& upload);

}  // namespace stead::rest
