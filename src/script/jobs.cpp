#include <memory>

#include "js/CallAndConstruct.h"
#include "js/GCVector.h"
#include "js/Promise.h"
#include "jsapi.h"
#include "script/context_state.h"

// What promises leave to be done; run when the outermost call has ended, within its limits.
namespace stead::script {
namespace {

class Jobs : public JS::JobQueue {
public:
    explicit Jobs(JSContext* engine) : queue_(engine) {}

    JSObject* getIncumbentGlobal(JSContext* engine) override {
        return JS::CurrentGlobalOrNull(engine);
    }

    bool enqueuePromiseJob(JSContext*, JS::HandleObject, JS::HandleObject job, JS::HandleObject,
                           JS::HandleObject) override {
        return queue_.append(job);
    }

    // A job that fails was rejected already; a stop ends all of them.
    void runJobs(JSContext* engine) override {
        JS::RootedObject job(engine);
        JS::RootedValue function(engine), ignored(engine);
        auto& state = state_of(engine);
        for (std::size_t i = 0; i < queue_.length() && !state.stopped && !state.foreign; ++i) {
            function.setObject(*queue_[i]);
            if (!JS::Call(engine, JS::UndefinedHandleValue, function, JS::HandleValueArray::empty(),
                          &ignored)) {
                JS_ClearPendingException(engine);
            }
        }
        queue_.clear();
    }

    bool empty() const override { return queue_.empty(); }

protected:
    // Only a debugger asks, and there is none.
    js::UniquePtr<SavedJobQueue> saveJobQueue(JSContext*) override { return nullptr; }

private:
    using Queue = JS::GCVector<JSObject*, 0, js::SystemAllocPolicy>;
    JS::PersistentRooted<Queue> queue_;
};

}  // namespace

std::shared_ptr<void> new_jobs(JSContext* engine) {
    auto jobs = std::make_shared<Jobs>(engine);
    JS::SetJobQueue(engine, jobs.get());
    return jobs;
}

}  // namespace stead::script
