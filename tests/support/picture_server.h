// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStringList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace fw::test {

/// Answers GET with prepared replies, one per path; counts and keeps what was asked. A path without
/// a reply is never answered.
class PictureServer final : public QTcpServer
{
public:
    struct Reply
    {
        int status = 200;
        QByteArray body;
        QByteArray headers; ///< further lines, each ending with CR LF
        bool withLength = true;
    };

    PictureServer();
    QUrl url(const QString &path) const;
    void answer(const QString &path, const Reply &reply) { m_replies[path] = reply; }

    QList<QByteArray> requests; ///< whole heads, as they came
    int open = 0; ///< requests without an answer
    int mostOpen = 0;
    bool hold = false; ///< do not answer until release()
    void release();

private:
    void onReadable(QTcpSocket *socket);
    void reply(QTcpSocket *socket, const QString &path);

    QHash<QString, Reply> m_replies;
    QHash<QTcpSocket *, QByteArray> m_heads;
    QList<QPair<QTcpSocket *, QString>> m_held;
};

} // namespace fw::test
