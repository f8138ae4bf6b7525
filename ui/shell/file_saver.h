// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QSaveFile>
#include <QUrl>

#include <memory>

class QNetworkReply;

namespace fw::ui {

/// One download to a file, on the thread it was moved to. The file gets its final name when all of
/// it is on the disk; whatever goes wrong before leaves no file and an older one as it was.
class FileSaver final : public QObject
{
    Q_OBJECT
public:
    struct Wish
    {
        QUrl from; ///< http(s)
        Secret token; ///< sent as bearer token; empty: none
        QString path; ///< absolute
    };
    explicit FileSaver(Wish wish);
    ~FileSaver() override;

    void start(); ///< on its own thread
    void cancel(); ///< on its own thread; ended() follows

Q_SIGNALS:
    /// At most ten times a second; \a all is 0 while the size is unknown. Bytes.
    void moved(qint64 done, qint64 all);
    /// Once. \a trouble is empty when the file is there; cancelled tells that it was wanted.
    void ended(const QString &trouble, bool cancelled);

private:
    void take();
    void finish();
    void fail(const QString &trouble);

    Wish m_wish;
    QNetworkAccessManager *m_network = nullptr;
    QPointer<QNetworkReply> m_reply;
    std::unique_ptr<QSaveFile> m_file;
    QElapsedTimer m_lastMoved;
    qint64 m_done = 0;
    bool m_cancelled = false;
    bool m_ended = false;
};

} // namespace fw::ui
