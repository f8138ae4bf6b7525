// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QTcpServer>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <map>
#include <memory>

namespace fw::test {

/// A framewatch.v1 server in this process, on 127.0.0.1 and a free port: one port for the socket
/// and HTTP. Keeps channels with sequence numbers and a list of jobs, and does wrong what it is
/// told to.
class FakeServer final : public QObject
{
    Q_OBJECT
public:
    explicit FakeServer(QObject *parent = nullptr);
    ~FakeServer() override;

    bool listen(quint16 port = 0);
    void stopListening() { m_tcp.close(); }
    QUrl url() const;
    quint16 port() const { return m_port; }

    /// Something happened on a channel: kept, and told to its subscribers (unless `lose`).
    void push(const QString &channel, const QString &event, const QJsonObject &data,
              bool lose = false);
    void setJob(const QString &id, const QString &state); ///< kept for snapshots, pushed as updated
    /// Members of a job that change; the others stay. Kept and pushed as setJob() does.
    void changeJob(const QString &id, const QJsonObject &more);
    void removeJob(const QString &id); ///< told as removed
    void heartbeat();
    void gap(const QString &channel);
    void sendToAll(const QByteArray &text);
    void closeAll(int code); ///< with a close frame
    void killAll(); ///< without one
    void restart(); ///< a new epoch with the same jobs; all connections die

    qsizetype clients() const { return m_clients.size(); }
    QJsonObject lastMessage(const QString &type) const; ///< of a client; empty when there was none
    int countOf(const QString &type) const;

    // What it does wrong, or differently.
    bool bare = false; ///< knows no sub-protocol
    bool silent = false; ///< takes connections and never says a word
    int refuseUpgrade = 0; ///< HTTP status instead of an upgrade
    bool acks = true;
    bool wantsToken = false; ///< only "good" is let in
    int ring = 1000; ///< events it can replay
    QStringList httpSeen; ///< "GET /health", …
    QHash<QString, QJsonObject> kept; ///< data of snapshots by channel, but for the jobs
    QHash<QString, QJsonObject> ops; ///< verdicts by op
    /// Answers an HTTP call; status 0: the usual answer, below: none at all.
    std::function<std::pair<int, QByteArray>(const QByteArray &method, const QString &path,
                                             const QByteArray &body)>
        http;

private:
    struct Channel
    {
        qint64 head = 0;
        std::map<qint64, QJsonObject> events;
        QSet<QWebSocket *> subscribers;
    };
    void onConnection();
    void onHead(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &request);
    std::pair<int, QByteArray> usualAnswer(const QByteArray &method, const QString &path);
    void onClient();
    void onMessage(QWebSocket *client, const QJsonObject &message);
    void subscribe(QWebSocket *client, const QJsonObject &wanted);
    QJsonObject snapshotData(const QString &channel) const;
    static void send(QWebSocket *client, const QJsonObject &message);

    QTcpServer m_tcp;
    std::unique_ptr<QWebSocketServer> m_sockets;
    QList<QWebSocket *> m_clients;
    std::map<QString, Channel> m_channels;
    std::map<QString, QJsonObject> m_jobs;
    QList<QJsonObject> m_messages;
    QString m_epoch;
    quint16 m_port = 0;
};

} // namespace fw::test
