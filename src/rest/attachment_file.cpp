#include "rest/attachment_file.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/text.h"
#include "http/conditional.h"
#include "record/attachments.h"

namespace stead::rest {

namespace {

// Types that a browser shows without running anything in them.
constexpr std::array harmless = {"image/png",  "image/jpeg", "image/gif",       "image/webp",
                                 "text/plain", "video/mp4",  "application/pdf", "audio/mpeg"};

bool is_harmless(std::string_view type) {
    return std::find(harmless.begin(), harmless.end(), type) != harmless.end();
}

}  // namespace

void answer_attachment(Call& call, record::Unit& unit, const record::Record& row, Shown shown) {
    http::FileAnswer file;
    file.path = record::attachment_path(unit, row);
    file.media_type =
        row.get("content_type").empty() ? "application/octet-stream" : row.get("content_type");
    file.tag = row.get("hash");
    file.file_name = row.get("file_name");
    file.download = shown == Shown::as_download || !is_harmless(file.media_type);
    auto& headers = call.exchange.response.headers;
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy",
                "sandbox; default-src 'none'; style-src 'unsafe-inline'");
    headers.set("Cache-Control", "private, no-cache");
    http::answer_file(call.exchange, file);
}

void get_attachment_page(Call& call) {
    call.store.read(call.session(), [&](record::Unit& unit) {
        const auto row = unit.find("sys_attachment", call.query("sys_id"));
        if (!row)
            throw base::Error(base::Status::not_found,
                              "This file does not exist, or you may not see it");
        answer_attachment(call, unit, *row,
                          call.flag("view") ? Shown::in_page : Shown::as_download);
    });
}

}  // namespace stead::rest
