// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <optional>
#include <vector>

namespace fw::test {

/// The network between a client and a server in this process, on 127.0.0.1 and a free port. Passes
/// everything on as it is, but for one WebSocket message or one HTTP answer of the server, which
/// are counted from 0 over all connections.
class FaultyWire final : public QObject
{
    Q_OBJECT
public:
    /// What can happen to one message.
    enum class OnFrame : quint8 {
        None,
        Dropped,
        Late, ///< comes after the next one, or with letGo()
        Twice,
        Halved, ///< a whole frame with half the text
        Bent, ///< bytes in it are others
        CutAfter, ///< the connection ends behind it, without a close frame
        Torn, ///< the connection ends in the middle of it
        Sliced, ///< comes byte by byte
    };
    /// What can happen to one answer.
    enum class OnAnswer : quint8 {
        None,
        Dropped, ///< the connection ends without it
        Never, ///< it does not come, and nothing ends
        Late, ///< comes some time after
        Cut, ///< the connection ends in the middle of it
        Page500, ///< an HTML page with 500 instead of it
        Redirected, ///< 302 to a sign-in page instead of it
        Empty, ///< 200 with nothing in it
    };
    static constexpr int frameFaults = 8;
    static constexpr int answerFaults = 7;

    explicit FaultyWire(QObject *parent = nullptr);
    ~FaultyWire() override;

    /// Listens, and passes on to \a server.
    bool listen(const QUrl &server);
    QUrl url() const;

    void spoil(int frame, OnFrame fault);
    void spoil(int answer, OnAnswer fault);
    /// Answers to calls whose "METHOD target" begins so wait for letGo(); empty: none.
    void hold(const QByteArray &calls) { m_holds = calls; }
    qsizetype held() const { return qsizetype(m_held.size()); }
    /// While on, nothing passes either way and nothing ends: a link that is half open.
    void freeze(bool on);
    void letGo(); ///< what comes late or is held comes now

    int frames() const { return m_frames; } ///< messages the server sent so far
    int answers() const { return m_answers; }
    int upgrades() const { return m_upgrades; } ///< sockets that were opened
    bool isSpoilt() const { return m_spoilt; } ///< the fault has happened
    const QByteArray &victim() const { return m_victim; } ///< what it happened to, as it was

private:
    struct Line
    {
        QTcpSocket *client = nullptr;
        QTcpSocket *server = nullptr;
        QByteArray asked; ///< of the client, not yet a whole request
        QByteArrayList calls; ///< "GET /health", …: those without an answer
        QByteArray told; ///< of the server, not yet passed on
        bool isSocket = false;
    };
    void onConnection();
    void onClient(Line &line);
    void onServer(Line &line);
    bool passAnswer(Line &line, bool ended);
    bool passFrame(Line &line);
    void passLate();
    void spoilFrame(Line &line, const QByteArray &raw, qsizetype head);
    void spoilAnswer(Line &line, const QByteArray &raw);
    static void cut(Line &line);

    QTcpServer m_tcp;
    QUrl m_target;
    std::vector<std::shared_ptr<Line>> m_lines;
    std::optional<std::pair<int, OnFrame>> m_onFrame;
    std::optional<std::pair<int, OnAnswer>> m_onAnswer;
    std::weak_ptr<Line> m_lateLine;
    QByteArray m_holds;
    std::vector<std::pair<QPointer<QTcpSocket>, QByteArray>> m_held;
    QByteArray m_late;
    QByteArray m_victim;
    int m_frames = 0;
    int m_answers = 0;
    int m_upgrades = 0;
    bool m_spoilt = false;
    bool m_frozen = false;
};

} // namespace fw::test
