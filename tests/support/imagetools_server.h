// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <chrono>
#include <memory>
#include <vector>

namespace fw::test {

struct ImageToolsRequest;
struct ImageToolsAnswer;

/// An ImageTools server in this process, on 127.0.0.1 and a free port: the program 1.11 with its
/// faults (imagetools.md c), or a server as its seed plans one (b). Keeps pictures, their history,
/// tags, pins and paired devices.
class ImageToolsServer final : public QObject
{
    Q_OBJECT
public:
    enum class Form : quint8 { Program, Seed };
    explicit ImageToolsServer(Form form = Form::Program, QObject *parent = nullptr);
    ~ImageToolsServer() override;

    bool listen(quint16 port = 0);
    void stopListening() { m_tcp.close(); }
    QUrl url() const;
    quint16 port() const { return m_port; }

    // What it keeps.
    QString addImage(const QString &name, bool transparent = false); ///< no event (c3.2)
    QString addPairing(const QString &device);
    QString addAddon(const QString &browser); ///< tells addon_connected
    /// A picture from a phone or a browser: kept, and told as new_image.
    QString arrive(const QString &name, const QString &source);
    QJsonObject image(const QString &id) const; ///< as the server shows it; empty: gone
    QJsonArray history(const QString &id) const;
    QStringList images() const { return m_order; } ///< newest first
    qsizetype devices() const { return m_pairings.size() + m_addons.size(); }

    // What it does by itself.
    void tell(const QJsonObject &message); ///< to every socket
    void tellSeed(const QString &type, const QJsonObject &data); ///< in the seed's envelope
    void ping();
    void abortSockets(); ///< TCP ends without a close frame
    void closeSockets(quint16 code); ///< also codes a QWebSocketServer would not send
    void release(); ///< ends the blocking operation; what waited is answered
    bool isBlocked() const { return m_blocked; }
    qsizetype sockets() const { return m_clients.size(); }

    // What it does wrong, or differently.
    std::chrono::milliseconds pingEvery{ 10'000 };
    bool blocks = false; ///< remove-background stops everything until release() (c3.4)
    int loseAnswers = 0; ///< so many operations are done and never answered
    int loseRequests = 0; ///< so many operations are neither done nor answered
    bool htmlHealth = false; ///< as behind the split image's proxy (c4)
    bool spa = false; ///< unknown GETs are 200 (c1.2)
    bool hardened = false; ///< wants X-Internal-Auth: s3cret (c1.1)
    bool oauth2 = false; ///< wants the cookie imagetools_session=good (c1.1)
    int refusesSockets = 0; ///< status of every upgrade; 0: as usual
    bool noRembg = false; ///< background removal fails with its doubled prefix (c2.5)
    bool cancels = false; ///< the seed's operations can be cancelled
    int maxUploadMb = 20;
    QSet<QString> sessions{ QStringLiteral("s-1") }; ///< of the seed's form

    QStringList httpSeen; ///< "GET /health", …
    QStringList framesSeen; ///< texts that clients sent on a socket
    QStringList cancelled; ///< ids of operations
    QHash<QString, QString> lastForm; ///< fields of the last upload

private:
    using Request = ImageToolsRequest;
    using Answer = ImageToolsAnswer;
    struct Picture;
    struct Waiting
    {
        QPointer<QTcpSocket> socket;
        QByteArray bytes;
    };

    void onConnection();
    void onReadable(QTcpSocket *socket);
    bool upgrade(QTcpSocket *socket, const Request &request);
    void onClient();
    void handle(QTcpSocket *socket, const Request &request);
    void block(bool on);
    Answer route(const Request &request);
    Answer guard(const Request &request) const;
    Answer routeImages(const Request &request, const QStringList &path);
    Answer routeOne(const Request &request, const QString &id, const QString &what);
    Answer routeHistory(const Request &request, const QStringList &path);
    Answer routeDevices(const Request &request, const QStringList &path);
    Answer edit(const Request &request, const QString &id, const QString &what);
    Answer compress(const Request &request, const QString &id);
    Answer background(const Request &request, const QString &id);
    Answer upload(const Request &request);
    Answer notFound(const Request &request) const;
    void append(Picture &picture, const QString &type, const QJsonObject &params, int width,
                int height, qint64 size, const QByteArray &bytes);
    QJsonObject shown(const Picture &picture) const;
    QString now(); ///< naive, and later each time

    Form m_form;
    QTcpServer m_tcp;
    QWebSocketServer m_sockets;
    QTimer m_ping;
    QList<QWebSocket *> m_clients;
    QList<QPointer<QTcpSocket>> m_streams; ///< below the clients
    std::vector<Waiting> m_waiting;
    QList<QPointer<QTcpSocket>> m_upgrades; ///< wait until nothing blocks
    QHash<QString, std::shared_ptr<Picture>> m_pictures;
    QStringList m_order;
    QJsonArray m_pairings;
    QJsonArray m_addons;
    QDateTime m_time;
    quint16 m_port = 0;
    bool m_blocked = false;
};

} // namespace fw::test
