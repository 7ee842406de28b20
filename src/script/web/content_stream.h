#pragma once

#include <memory>
#include <string>

#include "script/host.h"

namespace stead::script {

// Bytes that a script hands on without looking at them: the body of a request, the content of a
// file. Scripts know it as GlideScriptableInputStream.
class ContentStream : public HostObject {
public:
    // Views need not outlive the call: text is kept, a file stays on disk while `keep` is held.
    explicit ContentStream(std::string text) : text_(std::move(text)) {}
    ContentStream(std::string path, std::shared_ptr<const void> keep)
        : path_(std::move(path)), keep_(std::move(keep)) {}

    const std::shared_ptr<const HostClass>& host_class() const override;

    bool is_file() const { return !path_.empty(); }
    const std::string& path() const { return path_; }  // of a file
    std::string read() const;                          // all of it. Throws Error(too_large)

private:
    std::string text_;
    std::string path_;
    std::shared_ptr<const void> keep_;
};

}  // namespace stead::script
