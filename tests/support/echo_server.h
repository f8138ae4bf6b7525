// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/echo_auth.h"

#include <QJsonArray>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <chrono>
#include <map>
#include <memory>
#include <vector>

namespace fw::test {

/// The program "echo" in this process, on 127.0.0.1 and a free port: its REST, the socket its seed
/// wishes for, its sign-in service and a storage, all on one port. As it comes it behaves like the
/// real one: no socket (403), no routes of the web page, details that crash, metadata all null.
class EchoServer final : public QObject
{
    Q_OBJECT
public:
    explicit EchoServer(QObject *parent = nullptr);
    ~EchoServer() override;

    bool listen();
    QUrl url() const;
    quint16 port() const { return m_tcp.serverPort(); }
    EchoAuth &auth() { return m_auth; }

    /// The shapes in the wild (echo.md c1.2).
    enum class Shape : quint8 { Envelope, Flat, LowerCase };

    // What it is.
    bool hasSocket = false;
    bool hasPageRoutes = false; ///< signed upload, details, metadata; in /openapi.json too
    bool hasDocument = true; ///< /openapi.json
    bool detailCrashes = true;
    bool nullMetadata = true; ///< also for finished jobs
    bool hidesFinished = false; ///< even when asked for
    bool pipelineFails = true; ///< the way the unpatched program does
    QStringList moreMetadata; ///< further keys PUT metadata takes

    // How the socket talks.
    Shape shape = Shape::Envelope;
    bool numberIds = false;
    bool onlySubscribed = false; ///< tells of jobs that were subscribed to, else of all
    bool twice = false; ///< every message
    bool refusesLate = false; ///< lets a bad token in, then closes with 4401
    QString beatWord = QStringLiteral("HEARTBEAT");

    // What goes wrong, so many times more.
    int fail401 = 0;
    int crashList = 0;
    int lose = 0; ///< messages of the socket
    int silent = 0; ///< HTTP calls that get no answer
    int storageStatus = 200;
    int refuseMetadata = 0; ///< 422 for values it takes otherwise
    QString holds; ///< calls whose "METHOD path" begins so are answered by letGo(); empty: none
    void letGo();
    qsizetype held() const { return qsizetype(m_held.size()); }

    int addJob(const QString &fileName, const QString &status = QStringLiteral("PENDING"));
    void setJob(int id, const QJsonObject &values); ///< members that change
    QJsonObject job(int id) const { return m_jobs.value(id); }
    void removeJob(int id) { m_jobs.remove(id); }
    bool step(int id); ///< one step further; false: it had ended

    // What the socket says. `age`: so long ago.
    using Age = std::chrono::milliseconds;
    void tellJob(int id, Age age = Age(0));
    void tellStage(int id, const QString &stage, const QString &status, double percent,
                   const QString &error = {}, Age age = Age(0));
    void tellMetadata(int id, const QString &type, const QJsonValue &content, Age age = Age(0));
    void tellThumbnail(int id, const QString &picture, const QString &url, int width, int height);
    void tellError(const QString &id, const QString &code, const QString &text, bool recoverable);
    void tell(const QString &type, const QString &id, const QJsonObject &data, Age age = Age(0));
    void sendRaw(const QByteArray &text); ///< to all
    void sendBinary(const QByteArray &bytes);
    void beat();
    void beatEvery(std::chrono::milliseconds interval); ///< 0: not at all
    void burst(int count); ///< so many new jobs at once
    void closeAll(int code);
    void killAll(); ///< without a close frame
    void mute(); ///< the sockets that are open stay so and say nothing more, not even a pong
    void expireTokens(); ///< those in use end here: 4401 in mid-connection

    qsizetype clients() const { return m_clients.size(); }
    QList<QJsonObject> heard; ///< what clients said on the socket
    QStringList seen; ///< "GET /api/v1/jobs/", …
    QList<QByteArray> bearers; ///< tokens of the calls, one after the other
    QStringList socketPaths; ///< of upgrades, with the query
    QMap<QString, QByteArray> stored; ///< what was put into the storage
    QJsonObject lastMetadata; ///< body of the last PUT metadata

private:
    void onConnection();
    void onData(QTcpSocket *socket);
    bool onUpgrade(QTcpSocket *socket, const FakeCall &call);
    void onClient(bool good);
    void onMessage(QWebSocket *client, const QString &text);
    FakeAnswer answer(const FakeCall &call);
    FakeAnswer api(const FakeCall &call);
    FakeAnswer jobList(const FakeCall &call);
    FakeAnswer jobDetail(const QString &id);
    FakeAnswer upload(const FakeCall &call);
    FakeAnswer pageRoute(const FakeCall &call);
    FakeAnswer putMetadata(const FakeCall &call);
    FakeAnswer storage(const FakeCall &call);
    QJsonObject document() const;
    QJsonObject shownJob(const QJsonObject &job) const;
    void send(const QJsonObject &message, const QString &id);

    QTcpServer m_tcp;
    std::vector<std::pair<QPointer<QTcpSocket>, QByteArray>> m_held;
    QList<QPointer<QTcpSocket>> m_upgraded; ///< below the clients
    std::unique_ptr<QWebSocketServer> m_sockets;
    QTimer m_beat;
    EchoAuth m_auth;
    QList<QWebSocket *> m_clients;
    QHash<QWebSocket *, QSet<QString>> m_subscribed;
    QMap<int, QJsonObject> m_jobs;
    QMap<QString, QJsonObject> m_signed; ///< announced uploads by video id
    bool m_nextIsGood = true;
    int m_nextJob = 1;
    int m_nextVideo = 101; ///< a job has another number than its video
};

} // namespace fw::test
