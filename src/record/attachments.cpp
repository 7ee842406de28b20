#include "record/attachments.h"

#include <fcntl.h>
#include <magic.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/date_time.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/text.h"
#include "record/access.h"
#include "record/blob_store.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"

namespace stead::record {

namespace {

using base::Error;
using base::Status;

constexpr std::int64_t megabyte = 1 << 20;
constexpr std::int64_t max_inline_bytes = 64 * megabyte;

std::int64_t size_limit(const Snapshot& snapshot) {
    const auto text = snapshot.property("com.glide.attachment.max_size", "1024");
    return base::to_integer(text).value_or(1024) * megabyte;
}

// The last part of a path, without control characters and what file systems treat specially.
std::string clean_name(std::string_view name) {
    if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos)
        name.remove_prefix(slash + 1);
    std::string clean;
    for (const char c : base::clean_utf8(name))
        if (static_cast<unsigned char>(c) >= 0x20 && c != '\x7f' && c != '"' && c != '<' &&
            c != '>')
            clean += c;
    clean = base::truncate_utf8(base::trim(clean), 200);
    return clean.empty() || clean == "." || clean == ".." ? "attachment" : clean;
}

void check_extension(const Unit& unit, const std::string& name) {
    const auto allowed = base::split_names(unit.snapshot().property("glide.attachment.extensions"));
    if (allowed.empty()) return;
    const auto dot = name.find_last_of('.');
    const std::string extension = dot == std::string::npos ? "" : base::lower(name.substr(dot + 1));
    for (const auto& each : allowed)
        if (base::lower(each) == extension) return;
    throw Error(Status::bad_request, "Files of this type are not accepted", extension);
}

std::string sniffed_type(const std::string& path) {
    struct Close {
        void operator()(magic_set* cookie) const { magic_close(cookie); }
    };
    thread_local const std::unique_ptr<magic_set, Close> cookie = [] {
        std::unique_ptr<magic_set, Close> made(magic_open(MAGIC_MIME_TYPE));
        if (made) magic_load(made.get(), nullptr);
        return made;
    }();
    const char* type = cookie ? magic_file(cookie.get(), path.c_str()) : nullptr;
    return type ? type : "application/octet-stream";
}

// A declared type is believed unless the bytes are something that a browser would run.
std::string content_type(const NewAttachment& wanted, const std::string& path) {
    const std::string found = sniffed_type(path);
    const bool active = found == "text/html" || found == "image/svg+xml" || found.ends_with("xml");
    if (active || wanted.content_type.empty()) return found;
    const auto end = wanted.content_type.find(';');
    return std::string(base::trim(std::string_view(wanted.content_type).substr(0, end)));
}

// The owning record, with read access checked; throws Error(not_found).
Record owner(Unit& unit, const std::string& table, const std::string& sys_id) {
    return unit.get(unit.dictionary().get(table).name, sys_id);
}

void require_attach(Unit& unit, const Record& record) {
    const auto& session = unit.session();
    if (session.system || !session.bound_by_acls) return;
    if (!session.has_any_role(unit.snapshot().property("glide.attachment.role")))
        throw Error(Status::forbidden, "Operation Failed", "You may not add files");
    const auto& access = unit.access(record.table());
    if (access.may(Permission::write, unit, record)) return;
    throw Error(Status::forbidden, "Operation Failed",
                "ACL Exception Insert Failed due to security constraints");
}

Record row_of(Unit& unit, const NewAttachment& wanted, const Record& owner,
              const std::string& name) {
    const auto& blob = *wanted.staged;
    Record row(unit.dictionary().get("sys_attachment"));
    row.set("table_name", owner.table().name);
    row.set("table_sys_id", owner.sys_id());
    row.set("file_name", name);
    row.set("content_type", content_type(wanted, blob.path()));
    row.set("size_bytes", std::to_string(blob.size()));
    row.set("size_compressed", std::to_string(blob.size()));
    row.set("compressed", "0");
    row.set("hash", blob.hash());
    row.set("state", "available");
    row.set("encryption_context", wanted.encryption_context);
    return row;
}

// The person's name on it, nobody's ACLs in the way; at an earlier time, if he says so.
std::shared_ptr<const Session> uploader(const Unit& unit, Record& row, const std::string& at) {
    auto session = with_acls(unit.session_ptr(), false);
    if (at.empty() || !base::parse_utc(at)) return session;
    for (const auto* name : {"sys_created_on", "sys_updated_on"}) row.set(name, at);
    for (const auto* name : {"sys_created_by", "sys_updated_by"}) row.set(name, session->user_name);
    row.set("sys_mod_count", "0");
    auto earlier = std::make_shared<Session>(*session);
    earlier->set_system_fields = false;
    return earlier;
}

}  // namespace

void stage(const Store& store, NewAttachment& wanted, std::string_view bytes) {
    const auto limit = size_limit(*store.snapshot());
    wanted.staged = wanted.file_path.empty() ? store.blobs().stage(bytes, limit)
                                             : store.blobs().stage_file(wanted.file_path, limit);
}

Record attach(Unit& unit, NewAttachment wanted) {
    const Record record = owner(unit, wanted.table, wanted.record_sys_id);
    unit.require_writable();
    require_attach(unit, record);
    const std::string name = clean_name(wanted.file_name);
    check_extension(unit, name);
    if (!wanted.staged) stage(unit.store(), wanted, wanted.bytes);
    Record row = row_of(unit, wanted, record, name);
    auto system = unit.as(uploader(unit, row, wanted.created_on));
    const bool is_new = unit.store().blobs().place(*wanted.staged);
    try {
        insert_or_throw(system, row);
    } catch (...) {
        if (is_new) unit.store().blobs().remove(wanted.staged->hash());
        throw;
    }
    unit.event("attachment.uploaded", &row, name, record.table().name);
    return row;
}

void rename_attachment(Unit& unit, Record& attachment, std::string_view name) {
    const auto clean = clean_name(name);
    check_extension(unit, clean);
    attachment.clear_touched();
    attachment.set("file_name", clean);
    update_or_throw(unit, attachment);
    unit.event("attachment.renamed", &attachment, clean, attachment.get("table_name"));
}

std::string attachment_path(Unit& unit, const Record& attachment) {
    owner(unit, attachment.get("table_name"), attachment.get("table_sys_id"));
    return unit.store().blobs().path(attachment.get("hash"));
}

std::string attachment_bytes(Unit& unit, const Record& attachment) {
    if (base::to_integer(attachment.get("size_bytes")).value_or(0) > max_inline_bytes)
        throw Error(Status::too_large, "The file is too large to be read at once");
    std::ifstream file(attachment_path(unit, attachment), std::ios::binary);
    if (!file) throw Error(Status::not_found, "No Record found", "The file's content is missing");
    return {std::istreambuf_iterator<char>(file), {}};
}

void remove_attachments(Unit& unit, std::string_view table, std::string_view record_sys_id) {
    const auto* attachments = unit.dictionary().find("sys_attachment");
    if (!attachments || table == "sys_attachment") return;
    const auto& dialect = unit.connection().dialect();
    std::vector<std::string> ids;
    auto& statement = unit.connection().prepare(
        "SELECT \"sys_id\" FROM \"sys_attachment\" WHERE \"table_sys_id\" = " +
        dialect.placeholder(1) + " AND \"table_name\" = " + dialect.placeholder(2));
    statement.bind(1, record_sys_id).bind(2, table);
    while (statement.step()) ids.emplace_back(statement.text(0));
    for (const auto& id : ids)
        if (const auto row = load(unit, *attachments, id)) remove_or_throw(unit, *row);
}

}  // namespace stead::record
