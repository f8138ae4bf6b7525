// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <map>
#include <optional>

namespace fw::test {

/// The program "Brandr" in this process, on 127.0.0.1 and a free port, as its recordings and
/// protocols/orchestrator.md show it: HTTP only, a signed cookie that is marked Secure over plain
/// http, redirects instead of 401, four shapes of errors, HTML for what no route made, one worker.
/// It renders nothing: a job is done after some polls.
class OrchestratorServer final : public QObject
{
    Q_OBJECT
public:
    explicit OrchestratorServer(QObject *parent = nullptr);
    ~OrchestratorServer() override;

    bool listen(quint16 port = 0);
    void stopListening() { m_tcp.close(); }
    void vanish(); ///< as when its machine goes down: no new connections, none of the old
    QUrl url() const;

    // The one account.
    QString email = QStringLiteral("operator@example.invalid");
    QString password = QStringLiteral("correct horse");
    QString tier = QStringLiteral("Platinum");
    int credits = 250;
    int fetchesLeft = 500;
    int maxBrands = -1;
    int maxOutputsPerJob = 150;

    // What it does wrong, or differently (protocols/orchestrator.md g).
    bool degraded = false; ///< /health answers 503
    bool mustChangePassword = false;
    bool rateLimited = false; ///< 429 at the sign-in page
    bool databaseLocked = false; ///< 503 DB_LOCKED when a brand is written
    QString renderError; ///< not empty: renders fail with this text, and HTTP 200
    QString htmlFor; ///< a path that answers with a 404 page, as a proxy would
    int pollsUntilDone = 2; ///< "processing" so often before "completed"
    bool withDate = true; ///< the Date header
    bool diskUnknown = false; ///< /health cannot tell how full the disk is
    /// What is said instead, as long as it stands here, by "GET /api/usage". Status 0: nothing,
    /// the call is left waiting.
    struct Said
    {
        int status = 200;
        QByteArray body = "{}";
        QByteArray headers{};
    };
    QHash<QString, Said> said;
    void signOutAt(const QString &call); ///< that call alone is sent to the sign-in page

    // Files.
    QByteArray film = QByteArray(1000, 'v'); ///< what every source and output holds
    int breaks = 0; ///< so many downloads end in the middle
    bool zipTooLarge = false;
    /// Makes an output of \a source as if it had been rendered. \return its number
    int addOutput(const QString &fileName, const QString &source);
    /// Signs in without a call. \return what goes into a Cookie header
    QByteArray signedInCookie();

    /// Nobody is signed in any more: the next call is sent to the sign-in page.
    void signOutAll() { m_cookie.clear(); }
    /// A restart: sessions and outputs stay, jobs are forgotten. \a finishing: those under way
    /// leave their output all the same.
    void restart(bool finishing);
    /// The one worker is busy: calls are taken and not answered until release().
    void hold() { m_held = true; }
    void release();
    qsizetype waiting() const { return m_waiting.size(); }

    /// Makes a source as if it had been uploaded. \return its number
    int addSource(const QString &fileName, const QString &displayName);
    /// Makes a brand with a logo. \return its number
    int addBrand(const QString &name, const QString &displayName);
    QJsonObject brand(int id) const { return m_brands.value(id); }
    QJsonObject &brandRow(int id) { return m_brands[id]; }
    QJsonObject edit(const QString &source, const QString &format) const;
    int renders = 0; ///< process_brands that were taken
    QStringList seen; ///< "GET /health", …, without queries
    QList<QJsonObject> bodies; ///< JSON bodies, in order

private:
    struct Request
    {
        QByteArray method;
        QString path;
        QString query;
        QByteArray head;
        QByteArray body;
        QJsonObject json() const;
        QString form(const QByteArray &field) const;
        std::pair<QString, QByteArray> file(const QByteArray &part) const; ///< multipart
    };
    struct Answer
    {
        int status = 200;
        QByteArray type = "application/json";
        QByteArray body;
        QByteArray headers;
        qsizetype cut = -1; ///< so much of the body, then the connection ends; -1: all
    };
    struct Render
    {
        QJsonArray outputs;
        QString brandName;
        QString error;
        int polls = 0;
        bool credited = false;
    };

    void onConnection();
    void onReadable(QTcpSocket *socket);
    void serve(QTcpSocket *socket, const Request &request);
    Answer route(const Request &request);
    Answer signIn(const Request &request);
    Answer health() const;
    Answer usage() const;
    Answer brands(const Request &request);
    Answer oneBrand(const Request &request, int id);
    Answer createBrand(const QJsonObject &body);
    Answer writeBrand(int id, QJsonObject body);
    Answer uploadPicture(const Request &request, int id, const QString &which);
    Answer asset(int id, const QString &which) const;
    Answer sources(const Request &request);
    Answer upload(const Request &request);
    Answer fetch(const QJsonObject &body);
    Answer claim(const QJsonObject &body);
    Answer frame(const QJsonObject &body) const;
    Answer sourceEdits(const Request &request);
    Answer contract(const QJsonObject &body) const;
    Answer process(const QJsonObject &body);
    Answer job(const QString &id);
    Answer outputs(const Request &request);
    // orchestrator_server_files.cpp
    Answer files(const Request &request);
    Answer file(const Request &request);
    Answer zip(const QJsonObject &body) const;
    void finish(Render &render);
    QJsonObject *source(const QString &fileName);

    static Answer json(const QJsonObject &body, int status = 200);
    static Answer refused(int status, const QString &error);
    static Answer page(int status, const QByteArray &heading, const QByteArray &text);
    static Answer redirect(const QByteArray &location);

    QTcpServer m_tcp;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    QList<std::pair<QPointer<QTcpSocket>, Request>> m_waiting;
    bool m_held = false;
    QByteArray m_cookie;
    int m_next = 1;
    std::map<int, QJsonObject> m_sources;
    QHash<int, QJsonObject> m_brands;
    std::map<int, QJsonObject> m_outputs;
    QHash<QString, QJsonObject> m_edits;
    QHash<QString, Render> m_renders;
    int m_fetched = 0;
};

} // namespace fw::test
