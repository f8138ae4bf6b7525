// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QTcpServer>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <map>
#include <memory>
#include <vector>

namespace fw::test {

/// The Lightroom bridge in this process, on 127.0.0.1 and a free port, as the `intended-*`
/// recordings show it, with the faults of the real program as switches. HTTP with one request per
/// connection, the polling fallback, the native socket and the REST routes a monitor uses.
class BridgeServer final : public QObject
{
    Q_OBJECT
public:
    explicit BridgeServer(QObject *parent = nullptr);
    ~BridgeServer() override;

    bool listen(quint16 port = 0);
    QUrl url() const;

    // What it does wrong, or differently.
    bool deadlock = false; ///< the first delivered broadcast hangs /ws/* for ever (c0.1)
    bool wedged = false; ///< it does already
    bool lateRoutes = true; ///< false: started as a script (c0.2)
    bool htmlErrors = false; ///< every refusal is a page
    bool relays = false; ///< client messages reach the others (the seed's promise)
    bool native = true; ///< has the native socket
    bool hung = false; ///< takes connections and answers nothing, as a stopped process
    bool singleThread = false; ///< an open socket occupies the whole server
    bool cancels = false; ///< /queue/cancel works for stored jobs
    bool usualRequest415 = false; ///< a body that is not JSON: 415 as the program, else 400
    int slowMs = 0; ///< how long slow statistics take
    int batchMs = 0; ///< how long the status of a batch takes: it waits for a lock
    int queueSize = 100;
    int zone = 60; ///< minutes its local time is ahead of UTC
    int workers = 0;
    QJsonObject gpu{ { QStringLiteral("available"), false } };
    QStringList folders; ///< watched for new photos
    QJsonArray logs; ///< entries of the main log
    QJsonObject active; ///< what the progress reporter knows, by job
    QStringList broken; ///< paths that answer 500
    QStringList missing; ///< paths that answer 404 as a page
    int failsSubscribe = 0; ///< so many subscriptions get no answer but an end

    // Things that happen.
    void restart(); ///< ids, batches and sockets are gone, the database is not
    int broadcast(const QJsonObject &message, const QString &channel = {}); ///< how many got it
    void sendTo(const QString &client, const QJsonObject &message);
    int sendToType(const QString &type, const QJsonObject &message);
    int cleanUp(int minutes); ///< clients that did not poll for longer
    void age(int minutes); ///< every client's last poll is that much older
    void emitNative(const QString &type, const QJsonObject &data, const QString &channel);
    void closeNative(int code);
    void addJob(const QString &id, const QString &status, int photo);
    void setJob(const QString &id, const QString &status, const QString &error = {});
    void moveOn(); ///< the oldest job that is not at its end takes one step
    void setBatch(const QString &id, const QString &status, int done, int total);

    QStringList clientIds() const;
    QJsonObject client(const QString &id) const { return m_clients.at(id).row; }
    qsizetype waiting(const QString &id) const { return m_clients.at(id).queue.size(); }
    qsizetype natives() const { return static_cast<qsizetype>(m_natives.size()); }
    QJsonObject job(const QString &id) const;
    QStringList seen; ///< "GET /ws/poll?client_id=…", in order
    int countOf(const QString &start) const; ///< of seen
    std::vector<QJsonObject> heard; ///< messages of native clients

private:
    struct Reply
    {
        int status = 200;
        QByteArray type;
        QByteArray body;
        bool hangs = false;
        int delayMs = 0;
    };
    struct Request
    {
        QByteArray method;
        QString path;
        QUrl url;
        bool saysJson = false;
        QByteArray body;
    };
    struct Client
    {
        QJsonObject row;
        QJsonArray queue;
        QDateTime lastPoll;
    };
    struct Native
    {
        QWebSocket *socket = nullptr;
        qint64 id = 0;
        QString type;
        QString name;
        QStringList channels;
    };

    void onConnection();
    void onHead(QTcpSocket *socket);
    Request requestOf(const QByteArray &bytes) const;
    void answer(QTcpSocket *socket, const Reply &reply);
    Reply route(const Request &request);
    Reply fallback(const Request &request);
    Reply sent(const Request &request);
    Reply notified(const Request &request);
    Reply rest(const Request &request);
    Reply system(const Request &request);
    Reply figures(const Request &request);
    Reply jobs(const Request &request);
    Reply queue(const Request &request);
    Reply photos(const Request &request);
    Reply decided(const Request &request, int photo, const QString &verdict);
    Reply sessions(const Request &request);
    Reply batches(const Request &request);
    Reply login(const Request &request);
    bool isLate(const QString &path) const;
    void onNative();
    void onNativeText(QWebSocket *socket, const QString &text);
    static void sendNative(QWebSocket *socket, const QJsonObject &message);
    QJsonValue handle(const QString &client, const QJsonObject &message);
    void put(const QString &client, const QJsonObject &message);
    QJsonArray clientRows() const;
    Reply page(const Request &request, const QString &name, QJsonArray rows) const;
    QJsonArray photoRows(const char *state) const;
    QJsonArray jobRows(const QString &status) const; ///< empty: all

    QString localNow() const;
    static QString utcNow();
    Reply json(int status, const QJsonObject &body) const;
    Reply refusal(int status, const QString &error, bool withSuccess = false) const;
    static Reply html(int status);
    static Reply hang() { return { 0, {}, {}, true, 0 }; }

    QTcpServer m_tcp;
    std::unique_ptr<QWebSocketServer> m_sockets;
    std::map<QString, Client> m_clients;
    std::vector<Native> m_natives;
    QJsonArray m_jobs; ///< newest first
    QJsonArray m_photos;
    QJsonArray m_sessions;
    std::map<QString, QJsonObject> m_batches;
    qint64 m_nextNative = 139937110970448;
    int m_next = 1;
};

} // namespace fw::test
