// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QPointer>
#include <QTcpServer>
#include <QUrl>

#include <functional>

class QTcpSocket;

namespace fw::test {

/// Serves one file under every path, with ranges and a tag, and breaks connections on demand.
class FileServer final : public QTcpServer
{
public:
    struct Request
    {
        QByteArray method;
        QByteArray path;
        QByteArray head; ///< as it came
        QByteArray body;
        /// The first header called \a name (lower case); empty when there is none.
        QByteArray header(const QByteArray &name) const;
    };
    /// A whole answer, head and body, sent as it is; the connection ends after it.
    static QByteArray answer(int status, const QByteArray &body, const QByteArray &headers = {});

    FileServer();
    QUrl url(const QString &path = QStringLiteral("/file.mp4")) const;
    /// \a bytes that look like no other offset's.
    static QByteArray film(qsizetype bytes, int seed = 1);

    QByteArray content;
    QByteArray tag = "\"v1\""; ///< ETag; empty: none
    QByteArray changed; ///< Last-Modified; empty: none
    QByteArray date; ///< Date; empty: none
    bool ranges = true; ///< false: answers 200 to everything
    bool checksIfRange = true;
    bool withLength = true;
    /// So many answers stop in the middle, until cut(). QNetworkAccessManager hides it and asks
    /// again when a connection ends before it has read the head: call it when bytes have come.
    int breaks = 0;
    void cut(qint64 done); ///< those that began before byte \a done of the file
    qsizetype breakAfter = 0; ///< bytes of the body before that
    qsizetype mostPerAnswer = 0; ///< a part is never longer; 0: no limit
    /// Asked before each answer: what to send instead; empty: the file.
    std::function<QByteArray(const Request &)> instead;

    QList<Request> requests;

private:
    void onReadable(QTcpSocket *socket);
    void reply(QTcpSocket *socket, const Request &request);

    QHash<QTcpSocket *, QByteArray> m_buffers;
    QList<std::pair<QPointer<QTcpSocket>, qint64>> m_stopped; ///< and where they began
};

} // namespace fw::test
