// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/batch.h"
#include "session/courier.h"
#include "session/samples.h"
#include "session/session.h"
#include "session/worker.h"

#include <QThread>

namespace fw::session {

/// The half of a session that lives where the store does.
struct Session::Private
{
    Private(Session *session, wire::Profile profile, const wire::Dialect &dialect,
            store::Store &store, QThread &thread);
    ~Private();

    void makeWorker();
    /// Runs \a call on the network thread, in order.
    template <class Call> void post(Call call)
    {
        makeWorker();
        QMetaObject::invokeMethod(
            worker, [target = worker, call = std::move(call)] { call(*target); },
            Qt::QueuedConnection);
    }
    /// Takes what the worker brought; a list of many thousand jobs in several turns. The worker
    /// brings nothing more before all of it is taken.
    void onBatch(const std::shared_ptr<Batch> &batch);
    void takeSome();
    void take(Batch &batch);
    void noteEvents(const Batch &batch);
    void setInfo(const ConnectionInfo &next);
    void setPhase(ConnectionInfo::Phase phase, const QString &detail);
    void tellServer();
    void recallHeard();
    void noteConnection(ConnectionInfo::Phase before);
    void keep(const wire::SignInSecrets &secrets);
    void connectWorker(); ///< as soon as what an earlier run left is known
    QString account() const; ///< who is signed in, or was last
    void useAccount();
    void noteSignIn(const Expected<QString> &who);
    void goAgain(const EditId &edit);
    void onReread(const EditId &edit, const std::optional<Failure> &trouble);
    void tellOpenJobs(); ///< to a server that lists none

    /// The store as the courier sees it.
    struct Desk final : EditDesk
    {
        explicit Desk(store::Store &storeIn)
            : store(storeIn)
        {
        }
        const store::State &state() const override { return store.state(); }
        Instant now() const override { return store.clock().now(); }
        void setFate(const EditId &id, store::Fate fate, const QString &reason) override
        {
            store.setFate(id, fate, reason);
        }
        void unsent(const EditId &id) override { store.unsent(id); }
        void hold(const EditId &id, store::Hold why) override { store.hold(id, why); }
        void setBase(const EditId &id, qint64 base) override { store.setBase(id, base); }
        void setClash(const EditId &id, const store::Clash &clash) override
        {
            store.setClash(id, clash);
        }
        store::Store &store;
    };

    Session *q;
    wire::Profile profile;
    const wire::Dialect &dialect;
    store::Store &store;
    QThread &thread;
    SessionPolicy policy;
    ClientId client;
    wire::SessionFacts facts;
    wire::Capabilities capabilities;
    ConnectionInfo info;
    Instant told{}; ///< when connectionChanged was last emitted
    Worker *worker = nullptr;
    Desk desk{ store };
    std::unique_ptr<Courier> courier;
    std::shared_ptr<Batch> coming; ///< not taken as a whole yet
    store::Store::Stand stand; ///< how far its events are applied
    QTimer goesOn; ///< with it
    QTimer timer; ///< overdue edits, and "last message" for the chip
    std::function<void()> starter; ///< starts the local hub
    Session::Keeper keeper;
    std::vector<wire::OpenJob> openJobs; ///< as last told
    bool waitsForHub = false; ///< what the link says meanwhile is not what people should see
    bool waitsForStore = false; ///< a person or the program wants a connection
    bool hasRestored = false; ///< the worker knows where the channels stood
    bool connected = false;
    bool offline = false; ///< a person wants no connection
    bool onScreen = true;
    Samples acks; ///< from sending an edit to its answer
};

} // namespace fw::session
