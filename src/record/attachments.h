#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "record/record.h"

namespace stead::record {

class StagedBlob;
class Store;
class Unit;

// Files of records: the row is in sys_attachment, the bytes in content-addressed files under the
// data folder (`attachments/ab/cdef…`), flushed to disk before the row that names them is
// committed.
struct NewAttachment {
    std::string table, record_sys_id, file_name, content_type;  // content_type "" = sniffed
    std::string bytes;                                          // the content, or
    std::string file_path;                         // a temporary file with it, moved into place, or
    std::shared_ptr<StagedBlob> staged = nullptr;  // what `stage` made of either
    std::string created_on = {};                   // UTC; "" = now
    std::string encryption_context = {};
};

// Brings the content (of `file_path`, or else these bytes) to disk and hashes it, outside of any
// unit: nobody else waits meanwhile. Throws Error(too_large).
void stage(const Store& store, NewAttachment& attachment, std::string_view bytes);

// Checks write access to the owning record, size, extension and role properties, sniffs the type,
// cleans the name. Returns the sys_attachment row. Throws Error(too_large), Error(forbidden),
// Error(bad_request), and then leaves nothing behind.
Record attach(Unit& unit, NewAttachment attachment);

// Gives a file another name, under the same rules. Throws as update_or_throw does.
void rename_attachment(Unit& unit, Record& attachment, std::string_view name);

// The path of an attachment's bytes; read access to the owning record was checked.
std::string attachment_path(Unit& unit, const Record& attachment);
std::string attachment_bytes(Unit& unit, const Record& attachment);  // at most 64 MB

// Removes all attachments of a record, with it.
void remove_attachments(Unit& unit, std::string_view table, std::string_view record_sys_id);

}  // namespace stead::record
