#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>

namespace stead::db {

// A mutex that serves in the order of arrival.
class FairMutex {
public:
    void lock();
    void unlock();
    bool someone_waits() const;

private:
    struct Place {
        std::condition_variable turn;
        bool called = false;
    };
    mutable std::mutex mutex_;
    std::deque<Place*> line_;
    bool taken_ = false;
};

// What the group needs from a transaction: begin, commit and savepoints of one connection.
struct GroupTransaction {
    std::function<void()> begin, commit, rollback, savepoint, release, rollback_to;
};

// Leader/follower group commit: units run one after the other in a shared transaction, each in its
// own savepoint. The unit after which nobody waits, or which fills the group (128 units or 5 ms),
// commits for all. Everyone returns only when his unit is durable.
class GroupCommit {
public:
    explicit GroupCommit(GroupTransaction transaction) : transaction_(std::move(transaction)) {}

    void run(const std::function<void()>& unit);
    std::uint64_t commits() const;

private:
    struct Group {
        std::mutex mutex;
        std::condition_variable finished;
        bool done = false;
        std::exception_ptr failure;

        void finish(std::exception_ptr how);
        void wait();  // throws the group's failure
    };

    void open();
    std::exception_ptr run_in_savepoint(const std::function<void()>& unit);
    bool must_commit() const;
    void commit();

    GroupTransaction transaction_;
    FairMutex turn_;
    std::shared_ptr<Group> group_;  // of the open transaction; null when none is open
    int units_ = 0;
    std::chrono::steady_clock::time_point opened_;
    std::atomic<std::uint64_t> commits_{0};
};

}  // namespace stead::db
