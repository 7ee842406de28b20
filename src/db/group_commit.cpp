#include "db/group_commit.h"

namespace stead::db {

namespace {

constexpr int max_units = 128;
constexpr auto max_age = std::chrono::milliseconds(5);

}  // namespace

void FairMutex::lock() {
    std::unique_lock lock(mutex_);
    if (!taken_) {
        taken_ = true;
        return;
    }
    Place place;
    line_.push_back(&place);
    place.turn.wait(lock, [&] { return place.called; });
}

void FairMutex::unlock() {
    const std::lock_guard lock(mutex_);
    if (line_.empty()) {
        taken_ = false;
        return;
    }
    line_.front()->called = true;
    line_.front()->turn.notify_one();
    line_.pop_front();
}

bool FairMutex::someone_waits() const {
    const std::lock_guard lock(mutex_);
    return !line_.empty();
}

void GroupCommit::Group::finish(std::exception_ptr how) {
    const std::lock_guard lock(mutex);
    failure = std::move(how);
    done = true;
    finished.notify_all();
}

void GroupCommit::Group::wait() {
    std::unique_lock lock(mutex);
    finished.wait(lock, [this] { return done; });
    if (failure) std::rethrow_exception(failure);
}

void GroupCommit::run(const std::function<void()>& unit) {
    std::shared_ptr<Group> group;
    std::exception_ptr failure;
    {
        const std::lock_guard turn(turn_);
        if (!group_) open();
        group = group_;
        failure = run_in_savepoint(unit);
        if (must_commit()) commit();
    }
    if (failure) std::rethrow_exception(failure);
    group->wait();
}

void GroupCommit::open() {
    transaction_.begin();
    group_ = std::make_shared<Group>();
    units_ = 0;
    opened_ = std::chrono::steady_clock::now();
}

std::exception_ptr GroupCommit::run_in_savepoint(const std::function<void()>& unit) {
    ++units_;
    transaction_.savepoint();
    try {
        unit();
        transaction_.release();
        return nullptr;
    } catch (...) {
        auto failure = std::current_exception();
        try {
            transaction_.rollback_to();
        } catch (...) {
            // SQLite ended the whole transaction (disk full): commit() will notice and fail the
            // group.
        }
        return failure;
    }
}

bool GroupCommit::must_commit() const {
    return !turn_.someone_waits() || units_ >= max_units ||
           std::chrono::steady_clock::now() - opened_ > max_age;
}

void GroupCommit::commit() {
    const auto group = std::move(group_);
    group_.reset();
    try {
        transaction_.commit();
        commits_.fetch_add(1, std::memory_order_relaxed);
        group->finish(nullptr);
    } catch (...) {
        const auto failure = std::current_exception();
        try {
            transaction_.rollback();
        } catch (...) {
            // Nothing was open any more.
        }
        group->finish(failure);
    }
}

std::uint64_t GroupCommit::commits() const {
    return commits_.load(std::memory_order_relaxed);
}

}  // namespace stead::db
