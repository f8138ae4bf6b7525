// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/link.h"
#include "session/batch.h"
#include "session/read_round.h"
#include "session/resumer.h"

#include <QPointer>

namespace fw::session {

/// The half of a session that lives on the network thread: drives the link, decodes, keeps the
/// place in every channel, and hands over whole batches once per tick.
class Worker final : public QObject
{
    Q_OBJECT
public:
    /// Everything else is called on the network thread. \a dialect and \a clock outlive the worker.
    Worker(wire::Profile profile, const wire::Dialect &dialect, ClientId client, const Clock &clock,
           SessionPolicy policy);
    ~Worker() override;

    void setAddress(const QUrl &address, const Secret &token);
    void connectNow();
    void disconnectNow();
    void refresh();
    void resync();
    void setWatched(const QList<JobId> &jobs);
    void submit(const wire::Command &command);
    void setRecording(bool on) { m_recording = on; }
    void taken(); ///< the last batch was applied

Q_SIGNALS:
    void batchReady(const std::shared_ptr<fw::session::Batch> &batch);

private:
    // worker.cpp
    void makeLink();
    wire::Greeting greeting(const std::optional<QString> &openedWith);
    void onStateChanged();
    void onOpened(const QString &subProtocol);
    void onClosed();
    void learn(wire::SessionFacts facts);
    void say(); ///< the connection as people see it
    void flush();
    void flushSoon();

    // worker_news.cpp
    void onFrame(const wire::Frame &frame);
    void take(wire::Decoded decoded);
    void obey(const wire::Control &control);
    void deliver(std::vector<wire::Event> events);
    void onResumeWanted();
    void checkResumed();
    void look(); ///< channels that must be asked again
    void noteWatched(const std::vector<wire::Event> &events);

    // worker_reads.cpp
    void onPollWanted(bool full);
    void read(const wire::Interest &interest, std::function<void(const ReadRound::Result &)> done);
    void readDetails();
    wire::Decoded decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply);
    void request(const wire::HttpRequest &request, const EditId &edit);
    void unsent(const EditId &edit);

    wire::Profile m_profile;
    const wire::Dialect &m_dialect;
    const Clock &m_clock;
    SessionPolicy m_policy;
    wire::SessionFacts m_facts;
    Resumer m_resumer;
    BatchQueue m_queue;
    link::Link *m_link = nullptr;
    QPointer<ReadRound> m_round; ///< the poll or full read under way
    QList<JobId> m_watched;
    QTimer m_tick;
    QTimer m_look;
    QTimer m_detail;
    std::optional<Instant> m_fullRead; ///< when everything was last read over HTTP
    ConnectionInfo m_info;
    bool m_recording = false;
    bool m_wasResuming = false;
};

/// The state of the machine in the words of the chip.
ConnectionInfo::Phase phaseFor(const link::LinkState &state);

} // namespace fw::session
