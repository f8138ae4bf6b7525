// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/fault_proxy.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <deque>
#include <random>
#include <vector>

#include <sys/socket.h>

namespace fw::faults {

namespace {

constexpr qint64 patience = 300; ///< ms that an answer waits to be overtaken
constexpr qsizetype pieceBytes = 512; ///< with a limit of the bandwidth

void reset(QTcpSocket &socket)
{
    const linger now{ 1, 0 }; // the kernel answers with RST instead of FIN
    ::setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    socket.abort();
}

/// Bytes on their way in one direction.
struct Way
{
    struct Piece
    {
        qint64 due = 0; ///< ms on the proxy's clock
        QByteArray bytes;
    };
    QPointer<QTcpSocket> to;
    std::deque<Piece> pieces;
    QTimer timer;
    qint64 lastDue = 0;
    bool mute = false;
    bool ends = false; ///< the source has ended: the end follows the last piece
    qint64 heldUntil = 0; ///< an answer waits to be overtaken; 0: it does not
    int heldAt = 0; ///< answers that had passed by then
};

struct Pipe
{
    QPointer<QTcpSocket> client;
    QPointer<QTcpSocket> server;
    Way up;
    Way down;
    QByteArray head; ///< of the first request, until it is whole
    bool isSocket = false;
    bool isKnown = false;
    qint64 passed = 0;
};

} // namespace

class FaultProxy::Worker final : public QObject
{
public:
    explicit Worker(quint64 seed)
        : m_tcp(this)
        , m_random(seed)
    {
        m_clock.start();
        connect(&m_tcp, &QTcpServer::newConnection, this, &Worker::onConnection);
    }

    quint16 listen() { return m_tcp.listen(QHostAddress::LocalHost) ? m_tcp.serverPort() : 0; }
    void set(const Toxics &toxics)
    {
        m_toxics = toxics;
        for (const auto &pipe : m_pipes)
            mute(*pipe);
    }
    void cutAll(End end)
    {
        const auto all = m_pipes;
        for (const auto &pipe : all)
            finish(*pipe, end);
    }

    QTcpServer m_tcp;
    quint16 serverPort = 0;
    std::atomic<qint64> passed = 0;
    std::atomic<int> connections = 0;
    std::atomic<int> reordered = 0;

private:
    void onConnection();
    void onBytes(const std::shared_ptr<Pipe> &pipe, bool fromClient);
    void onEnd(const std::shared_ptr<Pipe> &pipe, bool fromClient);
    bool isRefused(const std::shared_ptr<Pipe> &pipe, QByteArray &bytes);
    void enqueue(Pipe &pipe, Way &way, const QByteArray &bytes);
    void pass(const std::shared_ptr<Pipe> &pipe, Way &way);
    bool holdsBack(Pipe &pipe, Way &way);
    void wake(Way &way);
    void finish(Pipe &pipe, End end);
    void mute(Pipe &pipe) const
    {
        pipe.up.mute = pipe.up.mute || m_toxics.mutesClient;
        pipe.down.mute = pipe.down.mute || m_toxics.mutesServer;
    }
    bool happens(double chance)
    {
        return chance > 0 && std::uniform_real_distribution<>(0, 1)(m_random) < chance;
    }
    qint64 between(qint64 least, qint64 most)
    {
        return std::uniform_int_distribution<qint64>(least, std::max(least, most))(m_random);
    }

    Toxics m_toxics;
    std::mt19937_64 m_random;
    QElapsedTimer m_clock;
    std::vector<std::shared_ptr<Pipe>> m_pipes;
    int m_answers = 0; ///< that passed
};

void FaultProxy::Worker::onConnection()
{
    while (QTcpSocket *client = m_tcp.nextPendingConnection()) {
        ++connections;
        if (m_toxics.down) {
            reset(*client);
            client->deleteLater();
            continue;
        }
        auto pipe = std::make_shared<Pipe>();
        pipe->client = client;
        pipe->server = new QTcpSocket(this);
        pipe->up.to = pipe->server;
        pipe->down.to = client;
        mute(*pipe);
        m_pipes.push_back(pipe);
        for (QTcpSocket *side : { client, pipe->server.data() }) {
            side->setParent(this);
            const bool fromClient = side == client;
            connect(side, &QTcpSocket::readyRead, this,
                    [this, pipe, fromClient] { onBytes(pipe, fromClient); });
            connect(side, &QTcpSocket::disconnected, this,
                    [this, pipe, fromClient] { onEnd(pipe, fromClient); });
            connect(side, &QTcpSocket::errorOccurred, this, [this, pipe, fromClient] {
                const auto *from = fromClient ? pipe->client.data() : pipe->server.data();
                if (!from || from->state() != QAbstractSocket::ConnectedState)
                    onEnd(pipe, fromClient);
            });
        }
        for (Way *way : { &pipe->up, &pipe->down }) {
            way->timer.setSingleShot(true);
            way->timer.setTimerType(Qt::PreciseTimer);
            connect(&way->timer, &QTimer::timeout, this, [this, weak = std::weak_ptr(pipe), way] {
                if (const auto open = weak.lock())
                    pass(open, *way);
            });
        }
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        pipe->server->connectToHost(QHostAddress::LocalHost, serverPort);
        connect(pipe->server, &QTcpSocket::connected, this, [this, pipe] {
            pipe->server->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            wake(pipe->up);
        });
        onBytes(pipe, true);
    }
}

void FaultProxy::Worker::onBytes(const std::shared_ptr<Pipe> &pipe, bool fromClient)
{
    QTcpSocket *from = fromClient ? pipe->client : pipe->server;
    if (!from)
        return;
    QByteArray bytes = from->readAll();
    Way &way = fromClient ? pipe->up : pipe->down;
    if (bytes.isEmpty() || way.mute)
        return;
    if (fromClient && isRefused(pipe, bytes))
        return;
    if (happens(m_toxics.cut)) {
        finish(*pipe, End::Rst);
        return;
    }
    if (m_toxics.limit >= 0 && pipe->passed + bytes.size() > m_toxics.limit) {
        bytes.truncate(std::max<qint64>(0, m_toxics.limit - pipe->passed));
        if (way.to && !bytes.isEmpty()) {
            way.to->write(bytes);
            way.to->flush();
        }
        finish(*pipe, m_toxics.end);
        return;
    }
    pipe->passed += bytes.size();
    enqueue(*pipe, way, bytes);
    pass(pipe, way);
}

// The first request says what a connection is for.
bool FaultProxy::Worker::isRefused(const std::shared_ptr<Pipe> &pipe, QByteArray &bytes)
{
    if (pipe->isKnown)
        return false;
    pipe->head += bytes;
    bytes.clear();
    if (!pipe->head.contains("\r\n\r\n") && pipe->head.size() < 16'384)
        return true; // waits for the rest
    pipe->isKnown = true;
    pipe->isSocket = pipe->head.toLower().contains("upgrade: websocket");
    bytes = std::exchange(pipe->head, {});
    if (!pipe->isSocket || !m_toxics.refusesSockets)
        return false;
    pipe->client->write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n"
                        "Connection: close\r\n\r\n");
    pipe->client->flush();
    finish(*pipe, End::Fin);
    return true;
}

void FaultProxy::Worker::enqueue(Pipe &pipe, Way &way, const QByteArray &bytes)
{
    qint64 due = m_clock.elapsed();
    if (m_toxics.latency.count() > 0)
        due += std::max<qint64>(0,
                                m_toxics.latency.count()
                                    + between(-m_toxics.jitter.count(), m_toxics.jitter.count()));
    if (happens(m_toxics.stall))
        due += between(200, 1000);
    if (m_toxics.reorders && !pipe.isSocket && &way == &pipe.down && way.pieces.empty()
        && way.heldUntil == 0) {
        way.heldUntil = m_clock.elapsed() + patience;
        way.heldAt = m_answers;
    }
    const int rate = m_toxics.bytesPerSecond;
    const qsizetype size = rate > 0 ? pieceBytes : bytes.size();
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        const QByteArray piece = bytes.mid(at, size);
        due = std::max(due, way.lastDue); // TCP: in order, whatever happens
        if (rate > 0)
            due += piece.size() * 1000 / rate;
        way.lastDue = due;
        way.pieces.push_back({ due, piece });
    }
}

// Whether an answer of HTTP waits for another one to overtake it.
bool FaultProxy::Worker::holdsBack(Pipe &pipe, Way &way)
{
    if (way.heldUntil == 0)
        return false;
    const bool overtaken = m_answers > way.heldAt;
    if (!overtaken && m_clock.elapsed() < way.heldUntil && m_toxics.reorders) {
        way.timer.start(int(way.heldUntil - m_clock.elapsed()) + 1);
        return true;
    }
    reordered += overtaken ? 1 : 0;
    way.heldUntil = 0;
    ++m_answers;
    for (const auto &other : m_pipes) {
        if (other.get() != &pipe && other->down.heldUntil != 0)
            other->down.timer.start(1);
    }
    return false;
}

void FaultProxy::Worker::pass(const std::shared_ptr<Pipe> &pipe, Way &way)
{
    if (!way.to || way.to->state() != QAbstractSocket::ConnectedState || way.mute)
        return; // connected() comes back here
    if (!way.pieces.empty() && holdsBack(*pipe, way))
        return;
    while (!way.pieces.empty() && way.pieces.front().due <= m_clock.elapsed()) {
        const QByteArray bytes = std::move(way.pieces.front().bytes);
        way.pieces.pop_front();
        passed += bytes.size();
        if (!m_toxics.slices) {
            way.to->write(bytes);
            continue;
        }
        for (const char byte : bytes) {
            way.to->write(&byte, 1);
            way.to->flush();
        }
    }
    if (way.pieces.empty() && way.ends)
        finish(*pipe, End::Fin);
    else
        wake(way);
}

void FaultProxy::Worker::wake(Way &way)
{
    if (!way.pieces.empty() && !way.timer.isActive())
        way.timer.start(int(std::max<qint64>(0, way.pieces.front().due - m_clock.elapsed())));
}

// The end of one side follows what is still on its way. A mute way does not tell it at all.
void FaultProxy::Worker::onEnd(const std::shared_ptr<Pipe> &pipe, bool fromClient)
{
    Way &way = fromClient ? pipe->up : pipe->down;
    if (way.mute || way.ends)
        return;
    way.ends = true;
    onBytes(pipe, fromClient);
    if (m_toxics.slowClose.count() > 0) {
        QTimer::singleShot(m_toxics.slowClose, this, [this, pipe] { finish(*pipe, End::Fin); });
        return;
    }
    if (way.pieces.empty() || !way.to || way.to->state() != QAbstractSocket::ConnectedState)
        finish(*pipe, End::Fin);
}

void FaultProxy::Worker::finish(Pipe &pipe, End end)
{
    for (Way *way : { &pipe.up, &pipe.down }) {
        way->timer.stop();
        way->pieces.clear();
    }
    for (const QPointer<QTcpSocket> &side : { pipe.client, pipe.server }) {
        if (!side)
            continue;
        side->disconnect(this);
        if (end == End::Rst)
            reset(*side);
        else
            side->disconnectFromHost();
        side->deleteLater();
    }
    const auto found = std::ranges::find(m_pipes, &pipe, &std::shared_ptr<Pipe>::get);
    if (found == m_pipes.end())
        return;
    // One of its timers may be what called.
    QMetaObject::invokeMethod(
        this, [keep = *found] {}, Qt::QueuedConnection);
    m_pipes.erase(found);
}

FaultProxy::FaultProxy(quint64 seed)
    : m_worker(new Worker(seed))
{
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("faults"));
    m_thread.start();
}

FaultProxy::~FaultProxy()
{
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker] {
            worker->cutAll(End::Rst);
            delete worker;
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

bool FaultProxy::listen()
{
    QMetaObject::invokeMethod(
        m_worker, [this] { m_port = m_worker->listen(); }, Qt::BlockingQueuedConnection);
    return m_port != 0;
}

void FaultProxy::setServer(const QUrl &server)
{
    const auto port = quint16(server.port());
    QMetaObject::invokeMethod(
        m_worker, [this, port] { m_worker->serverPort = port; }, Qt::BlockingQueuedConnection);
}

QUrl FaultProxy::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
}

void FaultProxy::set(const Toxics &toxics)
{
    QMetaObject::invokeMethod(
        m_worker, [this, toxics] { m_worker->set(toxics); }, Qt::BlockingQueuedConnection);
}

void FaultProxy::cutAll(End end)
{
    QMetaObject::invokeMethod(
        m_worker, [this, end] { m_worker->cutAll(end); }, Qt::BlockingQueuedConnection);
}

qint64 FaultProxy::passed() const
{
    return m_worker->passed;
}

int FaultProxy::connections() const
{
    return m_worker->connections;
}

int FaultProxy::reordered() const
{
    return m_worker->reordered;
}

} // namespace fw::faults
