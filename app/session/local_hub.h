// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/secret.h"

#include <QObject>
#include <QUrl>

#include <memory>

namespace fw::session {

/// The hub on this computer. Finds one that runs already (through `hub.json` in its data folder,
/// checked by /health), else starts `framewatch-hub` from beside this program or from PATH, waits
/// for its ready line, restarts it when it dies (1 s doubled to 30 s), and stops it at the end if
/// it was started here, or by a window that is gone. One started by hand or by systemd stays.
class LocalHub final : public QObject
{
    Q_OBJECT
public:
    /// \a dataDir empty: $XDG_DATA_HOME/framewatch/hub.
    explicit LocalHub(QString dataDir = {}, QObject *parent = nullptr);
    ~LocalHub() override;

    void start();
    void stop(); ///< SIGTERM, 5 s, then SIGKILL
    bool isRunning() const;
    qint64 processId() const; ///< 0 when not running
    QString dataDir() const;

    /// A hub that runs now, as its files say: address and token; NotFound when there is none.
    struct Found
    {
        QUrl address;
        Secret token;
        qint64 process = 0; ///< its process id
        bool ofWindow = false; ///< started by a window as its child
    };
    static Expected<Found> find(const QString &dataDir = {});

Q_SIGNALS:
    void ready(const QUrl &address, const fw::Secret &token);
    /// The hub ended or could not be started; it is tried again after \a retryIn.
    void lost(const QString &reason, std::chrono::milliseconds retryIn);
    /// It cannot work at all (program missing, data folder not writable).
    void failed(const fw::Failure &failure);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fw::session
