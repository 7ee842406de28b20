#include "record/attachments.h"

#include "base/base64.h"
#include "base/text.h"
#include "record/store.h"
#include "record/unit.h"
#include "script/glide/api.h"
#include "script/glide/record_object.h"
#include "script/runtime.h"
#include "script/web/content_stream.h"

// Files of records. Texts go in and out as text, bytes as base64.
namespace stead::script {
namespace {

Value attach(Arguments& args, std::string bytes) {
    const auto record = args.object_as<RecordObject>(0);
    if (!record || !record->row()) return Null{};
    auto unit = record->unit(call_of(args));
    record::NewAttachment file{record->row()->table().name,
                               record->row()->sys_id(),
                               args.text(1),
                               args.text(2),
                               std::move(bytes),
                               {}};
    return record::attach(unit, std::move(file)).sys_id();
}

Value attach_text(Arguments& args) {
    return attach(args, args.text(3));
}

Value attach_base64(Arguments& args) {
    const auto bytes = base::decode_base64(args.text(3));
    if (!bytes) throw Error(Failure::thrown, "the content is not base64");
    return attach(args, *bytes);
}

// Bytes that the script never sees: of a request, or of another file.
Value attach_stream(Arguments& args) {
    const auto record = args.object_as<RecordObject>(0);
    const auto stream = args.object_as<ContentStream>(3);
    if (!record || !record->row() || !stream) return Null{};
    auto unit = record->unit(call_of(args));
    record::NewAttachment file;
    file.table = record->row()->table().name;
    file.record_sys_id = record->row()->sys_id();
    file.file_name = args.text(1);
    file.content_type = args.text(2);
    file.bytes = stream->read();
    return record::attach(unit, std::move(file)).sys_id();
}

Value open_stream(Arguments& args) {
    auto unit = call_of(args).unit.as(record::with_acls(call_of(args).unit.session_ptr(), false));
    const auto row = unit.get("sys_attachment", args.text(0));
    return std::make_shared<ContentStream>(record::attachment_path(unit, row), nullptr);
}

std::string bytes_of(const Arguments& args) {
    auto unit = call_of(args).unit.as(record::with_acls(call_of(args).unit.session_ptr(), false));
    return record::attachment_bytes(unit, unit.get("sys_attachment", args.text(0)));
}

Value read_text(Arguments& args) {
    return base::clean_utf8(bytes_of(args));
}

Value read_base64(Arguments& args) {
    return base::encode_base64(bytes_of(args));
}

// Copies all files of a record to another: table, id, table, id. Gives "newId,oldId" each.
Value copy(Arguments& args) {
    auto unit = call_of(args).unit.as(record::with_acls(call_of(args).unit.session_ptr(), false));
    List copied;
    const auto files = unit.rows_with(
        "sys_attachment", {{"table_name", args.text(0)}, {"table_sys_id", args.text(1)}});
    for (const auto& file : files) {
        record::NewAttachment made{args.text(2),
                                   args.text(3),
                                   file.get("file_name"),
                                   file.get("content_type"),
                                   record::attachment_bytes(unit, file),
                                   {}};
        copied.push_back(record::attach(unit, std::move(made)).sys_id() + "," + file.sys_id());
    }
    return copied;
}

}  // namespace

void install_attachment_natives(Setup& setup) {
    setup.function("host.attachText", attach_text);
    setup.function("host.attachBase64", attach_base64);
    setup.function("host.attachStream", attach_stream);
    setup.function("host.attachmentStream", open_stream);
    setup.function("host.attachmentText", read_text);
    setup.function("host.attachmentBase64", read_base64);
    setup.function("host.copyAttachments", copy);
}

}  // namespace stead::script
