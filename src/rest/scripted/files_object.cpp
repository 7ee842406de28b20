#include "rest/scripted/files_object.h"

#include "rest/attachment_upload.h"
#include "rest/file_door.h"
#include "rest/scripted/options.h"
#include "script/glide/record_object.h"

namespace stead::rest::scripted {

namespace {

using record::Unit;
using script::Arguments;
using script::Value;

FilesObject& self(Arguments& args) {
    return args.self<FilesObject>();
}

FileDoor door_of(Arguments& args, const Value& options) {
    FileDoor door;
    door.base = self(args).base;
    if (options.member("tables")) door.tables = names(options, "tables");
    const auto* wants_names = options.member("names");
    door.names_people = wants_names && wants_names->truth();
    return door;
}

Unit& unit_of(Arguments& args) {
    return script::call_of(args).unit;
}

Value list(Arguments& args) {
    const auto door = door_of(args, args.value(0));
    self(args).response.json = files_json(self(args).call, unit_of(args), door);
    return {};
}

Value get(Arguments& args) {
    const auto door = door_of(args, args.value(1));
    auto& unit = unit_of(args);
    self(args).response.json =
        "{\"result\":" + file_json(unit, door, file_of(unit, door, args.text(0))) + "}";
    return {};
}

Value download(Arguments& args) {
    const auto door = door_of(args, args.value(1));
    auto& unit = unit_of(args);
    answer_with_bytes(self(args).call, unit, door, file_of(unit, door, args.text(0)));
    self(args).response.by_door = true;
    return {};
}

Value keep(Arguments& args, Upload upload) {
    auto& unit = unit_of(args);
    unit.require_writable();
    const auto door = door_of(args, args.value(0));
    door.require_table(upload.file.table);
    stage_upload(unit.store(), upload);
    auto row = record::attach(unit, upload.file);
    auto& response = self(args).response;
    response.status = 201;
    response.headers.emplace_back("Location", door.download_link(row.sys_id()));
    response.json = "{\"result\":" + file_json(unit, door, row) + "}";
    return script::RecordObject::on(script::call_of(args), std::move(row));
}

Value upload(Arguments& args) {
    return keep(args, read_raw(self(args).call));
}

Value upload_form(Arguments& args) {
    return keep(args, read_form(self(args).call));
}

Value rename(Arguments& args) {
    auto& unit = unit_of(args);
    unit.require_writable();
    auto row = file_of(unit, door_of(args, args.value(1)), args.text(0));
    record::rename_attachment(unit, row, wanted_name(self(args).call));
    self(args).response.status = 204;
    return {};
}

Value remove(Arguments& args) {
    auto& unit = unit_of(args);
    unit.require_writable();
    record::remove_or_throw(unit, file_of(unit, door_of(args, args.value(1)), args.text(0)));
    self(args).response.status = 204;
    return {};
}

}  // namespace

const std::shared_ptr<const script::HostClass>& FilesObject::host_class() const {
    static const auto made = [] {
        script::HostClass shape{.name = "Files"};
        shape.methods = {{"list", list},
                         {"get", get},
                         {"download", download},
                         {"upload", upload},
                         {"uploadForm", upload_form},
                         {"rename", rename},
                         {"remove", remove}};
        return std::make_shared<const script::HostClass>(std::move(shape));
    }();
    return made;
}

}  // namespace stead::rest::scripted
