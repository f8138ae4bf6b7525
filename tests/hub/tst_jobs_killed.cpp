// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record/connection.h"
#include "hub/record/record.h"
#include "support/http_peer.h"
#include "support/hub_program.h"
#include "support/ws_peer.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <random>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(FW_BIN_DIR "/framewatch-hub");
const QString paused = u"paused-job"_s;

// A job that waits for nobody: the hub leaves it alone, people may give it a priority.
bool addPaused(const QString &folder)
{
    auto record = hub::record::Record::open(folder + u"/hub.sqlite"_s);
    hub::record::Change change;
    change.id = JobId{ paused };
    change.job.emplace();
    change.job->row.id = change.id;
    change.job->row.name = u"a.mp4"_s;
    change.job->row.state = wire::JobState::Paused;
    change.job->row.created = WallTime{};
    change.job->row.priority = 0;
    change.job->row.attempt = 1;
    return record && (*record)->commit(change);
}

QJsonObject control(const QString &op, const QString &action, int priority)
{
    return { { u"type"_s, u"publish"_s },
             { u"channel"_s, u"processing:control"_s },
             { u"op"_s, op },
             { u"data"_s,
               QJsonObject{ { u"action"_s, action },
                            { u"jobId"_s, paused },
                            { u"priority"_s, priority } } } };
}

QByteArray addRequest(const QString &op, const QString &path, const QByteArray &token)
{
    const QByteArray body
        = QJsonDocument(QJsonObject{ { u"op"_s, op }, { u"paths"_s, QJsonArray{ path } } })
              .toJson(QJsonDocument::Compact);
    return "POST /api/jobs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// What is on the disk of one op.
class Disk final
{
public:
    explicit Disk(const QString &folder) { QVERIFY(m_connection.open(folder + u"/hub.sqlite"_s)); }
    qint64 verdicts(const QString &op)
    {
        return number(u"SELECT COUNT(*) FROM verdicts WHERE op=?"_s, op);
    }
    qint64 priorities(int priority)
    {
        return number(u"SELECT COUNT(*) FROM events WHERE text=?"_s,
                      u"Priority %1"_s.arg(priority));
    }
    qint64 jobs(const QString &path)
    {
        return number(u"SELECT COUNT(*) FROM jobs WHERE source_path=?"_s, path);
    }
    qint64 resumed()
    {
        return number(u"SELECT COUNT(*) FROM events WHERE text LIKE ?"_s, u"Resumed%"_s);
    }

private:
    qint64 number(const QString &sql, const QString &value)
    {
        return m_connection.number(sql, { value }).value_or(-1);
    }

    hub::record::Connection m_connection;
};

} // namespace

/// Acts on jobs of a real hub that is killed with -9: each is done once together with its verdict,
/// or not at all.
class TestJobsKilled final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void actsAndVerdictsAreOne();
};

void TestJobsKilled::actsAndVerdictsAreOne()
{
    QTemporaryDir folder;
    QTemporaryDir media;
    {
        HubProgram first(program, folder.path()); // makes the folder
        QVERIFY(first.isReady());
    }
    QVERIFY(addPaused(folder.path()));
    std::mt19937 random(11); // NOLINT(cert-msc51-cpp): the same run each time
    constexpr int kills = 50;
    int told = 0;
    int acted = 0;
    int added = 0;
    int refused = 0;
    for (int n = 0; n < kills; ++n) {
        const QString path = media.filePath(u"clip-%1.mp4"_s.arg(n));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no media") > 0);
        file.close();
        const QString act = u"act-%1"_s.arg(n);
        const QString wrong = u"wrong-%1"_s.arg(n);
        const QString add = u"add-%1"_s.arg(n);
        const int priority = n + 1; // none twice
        {
            HubProgram hub(program, folder.path());
            QVERIFY(hub.isReady());
            WsPeer peer(hub.port(), WsPeer::V1, hub.token());
            QVERIFY(peer.greet());
            QTcpSocket http;
            http.connectToHost(u"127.0.0.1"_s, hub.port());
            QVERIFY(http.waitForConnected(20'000));
            http.write(addRequest(add, path, hub.token()));
            peer.send(control(act, u"prioritise"_s, priority));
            peer.send(control(wrong, u"retry"_s, 0)); // a paused job cannot be
            peer.socket().flush();
            http.flush();
            const qint64 micros = std::uniform_int_distribution<qint64>(0, 6000)(random);
            QElapsedTimer timer;
            timer.start();
            while (timer.nsecsElapsed() < micros * 1000) {
                if (n % 2 == 0)
                    QCoreApplication::processEvents();
            }
            hub.process().kill();
            hub.process().waitForFinished();
            Disk disk(folder.path());
            for (const QJsonObject &ack : peer.all(u"ack"_s)) {
                ++told;
                const bool rejected = ack["status"_L1].toString() == "conflict"_L1;
                QCOMPARE(ack["op"_L1].toString() == wrong, rejected);
                QCOMPARE(disk.verdicts(ack["op"_L1].toString()), 1);
            }
            QCOMPARE(disk.priorities(priority), disk.verdicts(act));
            QCOMPARE(disk.jobs(path), disk.verdicts(add));
            acted += static_cast<int>(disk.verdicts(act));
            added += static_cast<int>(disk.verdicts(add));
            refused += static_cast<int>(disk.verdicts(wrong));
        }
        HubProgram hub(program, folder.path());
        QVERIFY(hub.isReady());
        WsPeer peer(hub.port(), WsPeer::V1, hub.token());
        QVERIFY(peer.greet());
        peer.send(control(act, u"prioritise"_s, priority));
        peer.send(control(wrong, u"retry"_s, 0));
        QTRY_COMPARE_WITH_TIMEOUT(peer.count(u"ack"_s), 2, 20'000);
        HttpPeer http(hub.address(), hub.token());
        const auto answer
            = http.post(u"/api/jobs"_s, { { u"op"_s, add }, { u"paths"_s, QJsonArray{ path } } });
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.json()["jobs"_L1].toArray().size(), 1);
        Disk disk(folder.path());
        QCOMPARE(disk.priorities(priority), 1);
        QCOMPARE(disk.jobs(path), 1);
        QCOMPARE(disk.verdicts(wrong), 1);
        QCOMPARE(disk.resumed(), 0);
    }
    qInfo() << kills << "kills: answers heard before" << told << "acts done" << acted << "adds done"
            << added << "refusals kept" << refused << "done twice 0, lost 0";
}

QTEST_GUILESS_MAIN(TestJobsKilled)
#include "tst_jobs_killed.moc"
