// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/names.h"
#include "support/bridge_server.h"
#include "support/cli_program.h"
#include "support/echo_server.h"
#include "support/fake_server.h"
#include "support/imagetools_server.h"
#include "support/orchestrator_server.h"

#include <QJsonArray>

using namespace fw;
using namespace Qt::StringLiterals;

/// What framewatch-cli shows of one thing, and what ids stand for.
class TestSnapshot final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aJobIsShownWithItsLog();
    void aJobIsShownWithItsPartsAndOutputs();
    void onlyWhatWasNamedIsShown();
    void jobsTheServerHasNoMoreOfAreShownAsListed();
    void detailsThatFailExitWithOne();
    void namesThatMeanNothingOrTooMuchAreRefused();
    void itemsAreShownWithTheirFields();
    void actionsNameWhatIdsStandFor();
    void valuesThatAreIdsHaveNames();
    void helpSaysHow();

private:
    QStringList at(const QUrl &url, const QString &dialect, const QStringList &arguments) const
    {
        return QStringList{ u"--server"_s, url.toString(), u"--dialect"_s, dialect } + arguments;
    }
    test::CliProgram m_cli{ QStringLiteral(FW_BIN_DIR "/framewatch-cli") };
};

void TestSnapshot::aJobIsShownWithItsLog()
{
    test::BridgeServer server;
    server.logs = { QJsonObject{ { "timestamp"_L1, u"2026-11-21T12:19:29.000000Z"_s },
                                 { "level"_L1, u"WARNING"_s },
                                 { "logger"_L1, u"worker"_s },
                                 { "message"_L1, u"Job jobfail0001 has no preset"_s } } };
    QVERIFY(server.listen());
    const auto json
        = m_cli.run(at(server.url(), u"bridge"_s, { u"snapshot"_s, u"jobfail"_s, u"--json"_s }));
    QVERIFY2(json.code == 0, json.err.constData());
    const QJsonArray jobs = json.lines(u"snapshot"_s).value(0)["jobs"_L1].toArray();
    QCOMPARE(jobs.size(), 1);
    QCOMPARE(jobs[0]["jobId"_L1].toString(), u"jobfail0001"_s);
    bool logged = false;
    for (const QJsonValue &line : jobs[0]["log"_L1].toArray())
        logged = logged
            || (line["text"_L1].toString().contains("has no preset"_L1)
                && line["level"_L1] == "warning"_L1);
    QVERIFY2(logged, json.out.constData());
    for (const auto *part : { "stages", "metadata", "outputs", "thumbnails" })
        QVERIFY2(jobs[0][QLatin1StringView(part)].isArray(), part);
    const auto plain
        = m_cli.run(at(server.url(), u"bridge"_s, { u"snapshot"_s, u"jobfail0001"_s }));
    QVERIFY2(plain.out.contains("has no preset"), plain.out.constData());
    QVERIFY(plain.out.contains("2026-11-21")); // when it happened, not when it was printed
    QVERIFY(!plain.out.contains("jobdone0001"));
}

void TestSnapshot::aJobIsShownWithItsPartsAndOutputs()
{
    test::FakeServer server;
    server.setJob(u"clip-1"_s, u"done"_s);
    server.http = [](const QByteArray &, const QString &path, const QByteArray &) {
        if (!path.startsWith("/api/jobs/clip-1"_L1))
            return std::pair(0, QByteArray());
        return std::pair(200,
                         QByteArray(R"({"job":{"jobId":"clip-1","name":"clip.mp4","state":"done"},
            "stages":[{"job_id":"clip-1","stage_id":"PROBE","status":"COMPLETED","order":0}],
            "metadata":[{"job_id":"clip-1","metadata_type":"CHAPTERS",
                         "content":[{"title":"One"}]}],
            "outputs":[{"id":"o1","name":"clip_vertical.mp4","format":"vertical_9_16",
                        "url":"/api/outputs/o1","width":1080,"height":1920,"bytes":4711}],
            "log":[{"time":"2026-11-21T10:00:00.000Z","level":"info","text":"rendered"}]})"));
    };
    QVERIFY(server.listen());
    const auto json
        = m_cli.run(at(server.url(), u"orchestrator"_s, { u"snapshot"_s, u"clip"_s, u"--json"_s }));
    QVERIFY2(json.code == 0, json.err.constData());
    const QJsonObject job = json.lines(u"snapshot"_s).value(0)["jobs"_L1][0].toObject();
    QVERIFY2(job["outputs"_L1][0]["bytes"_L1] == 4711, json.out.constData());
    QCOMPARE(job["stages"_L1][0]["id"_L1].toString(), u"PROBE"_s);
    QCOMPARE(job["log"_L1][0]["text"_L1].toString(), u"rendered"_s);
    const auto plain
        = m_cli.run(at(server.url(), u"orchestrator"_s, { u"snapshot"_s, u"clip-1"_s }));
    for (const auto *part : { "PROBE", "clip_vertical.mp4", "1080x1920", "4711 bytes",
                              "/api/outputs/o1", "rendered", R"([{"title":"One"}])" })
        QVERIFY2(plain.out.contains(part), plain.out.constData());
}

void TestSnapshot::onlyWhatWasNamedIsShown()
{
    test::BridgeServer server;
    QVERIFY(server.listen());
    const auto all = m_cli.run(at(server.url(), u"bridge"_s, { u"snapshot"_s, u"--json"_s }));
    const QJsonObject whole = all.lines(u"snapshot"_s).value(0);
    QVERIFY(whole["jobs"_L1].toArray().size() > 2 && !whole["items"_L1].toArray().isEmpty());
    QVERIFY(!whole["jobs"_L1][0].toObject().contains("log"_L1)); // as it was before
    const auto two = m_cli.run(at(server.url(), u"bridge"_s,
                                  { u"snapshot"_s, u"--json"_s, u"jobfail0001"_s, u"jobdone"_s }));
    QVERIFY2(two.code == 0, two.err.constData());
    QCOMPARE(two.lines(u"snapshot"_s).value(0)["jobs"_L1].toArray().size(), 2);
    QVERIFY(two.lines(u"snapshot"_s).value(0)["items"_L1].toArray().isEmpty());
}

void TestSnapshot::jobsTheServerHasNoMoreOfAreShownAsListed()
{
    test::EchoServer server;
    server.detailCrashes = false;
    const QString id = QString::number(server.addJob(u"clip.mp4"_s));
    QVERIFY(server.listen());
    const QString token = QString::fromUtf8(server.auth().makeAccess());
    const auto ran
        = m_cli.run(at(server.url(), u"echo"_s, { u"snapshot"_s, u"clip.mp4"_s, u"--json"_s }),
                    { u"FRAMEWATCH_TOKEN="_s + token });
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonArray jobs = ran.lines(u"snapshot"_s).value(0)["jobs"_L1].toArray();
    QCOMPARE(jobs.size(), 1);
    QCOMPARE(jobs[0]["jobId"_L1].toString(), id);
}

void TestSnapshot::detailsThatFailExitWithOne()
{
    test::BridgeServer server;
    server.broken = { u"/api/jobs/jobfail0001"_s };
    QVERIFY(server.listen());
    const auto ran = m_cli.run(
        at(server.url(), u"bridge"_s, { u"snapshot"_s, u"jobfail0001"_s, u"--json"_s }));
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("jobfail0001"), ran.err.constData());
    // What is known is told all the same.
    const auto jobs = ran.lines(u"snapshot"_s).value(0)["jobs"_L1];
    QCOMPARE(jobs[0]["state"_L1].toString(), u"failed"_s);
}

void TestSnapshot::namesThatMeanNothingOrTooMuchAreRefused()
{
    test::BridgeServer server;
    QVERIFY(server.listen());
    const auto none = m_cli.run(at(server.url(), u"bridge"_s, { u"snapshot"_s, u"unicorn"_s }));
    QCOMPARE(none.code, 1);
    QVERIFY(none.out.isEmpty() && none.err.contains("unicorn"));
    const auto several = m_cli.run(at(server.url(), u"bridge"_s, { u"snapshot"_s, u"job"_s }));
    QCOMPARE(several.code, 2);
    QVERIFY(several.out.isEmpty());
}

void TestSnapshot::itemsAreShownWithTheirFields()
{
    test::ImageToolsServer server;
    const QString id = server.addImage(u"beach.png"_s);
    QVERIFY(server.listen());
    const auto plain
        = m_cli.run(at(server.url(), u"imagetools"_s, { u"snapshot"_s, u"beach.png"_s }));
    QVERIFY2(plain.code == 0, plain.err.constData());
    QVERIFY2(plain.out.contains("\n    width "), plain.out.constData());
    const auto json
        = m_cli.run(at(server.url(), u"imagetools"_s, { u"snapshot"_s, id.left(12), u"--json"_s }));
    const QJsonArray items = json.lines(u"snapshot"_s).value(0)["items"_L1].toArray();
    QCOMPARE(items.size(), 1);
    QCOMPARE(items[0]["id"_L1].toString(), id);
}

void TestSnapshot::actionsNameWhatIdsStandFor()
{
    test::OrchestratorServer server;
    const QString id = QString::number(server.addBrand(u"night"_s, u"Night Desk"_s));
    server.addSource(u"film.mp4"_s, u"Film"_s);
    QVERIFY(server.listen());
    const QByteArray secrets
        = QJsonDocument(
              QJsonObject{ { "cookie"_L1, QString::fromLatin1(server.signedInCookie()) } })
              .toJson(QJsonDocument::Compact);
    const auto plain = m_cli.run(at(server.url(), u"orchestrator"_s, { u"actions"_s }),
                                 { u"FRAMEWATCH_TOKEN="_s + QString::fromUtf8(secrets) });
    QVERIFY2(plain.code == 0, plain.err.constData());
    QVERIFY2(plain.out.contains(QString(id + u" (Night Desk)"_s).toUtf8()), plain.out.constData());
}

void TestSnapshot::valuesThatAreIdsHaveNames()
{
    store::State state;
    const ServerId server{ u"s"_s };
    store::ServerState known;
    known.id = server;
    wire::FieldSpec preset;
    preset.name = u"preset"_s;
    preset.from = u"selected"_s;
    preset.choices = { u"1"_s, u"2"_s };
    preset.choiceLabels = { u"Soft"_s, u"Hard"_s };
    wire::ActionOffer offer;
    offer.target = u"photo"_s;
    offer.fields = { preset };
    known.capabilities.offers = { offer };
    state.servers = { known };
    wire::Item shoot;
    shoot.kind = u"session"_s;
    shoot.id = ItemId{ u"3"_s };
    shoot.name = u"Studio"_s;
    state.items.push_back({ server, shoot });
    state.itemRow.insert({ server, shoot.kind, shoot.id }, 0);
    wire::Item photo;
    photo.kind = u"photo"_s;
    const auto name = [&](const QString &field, const QJsonValue &value) {
        return cli::nameOf(state, server, photo, { field, value });
    };
    QCOMPARE(name(u"session_id"_s, 3), u"Studio"_s);
    QCOMPARE(name(u"sessionId"_s, u"3"_s), u"Studio"_s);
    QCOMPARE(name(u"session_id"_s, 4), QString());
    QCOMPARE(name(u"selected"_s, u"2"_s), u"Hard"_s);
    QCOMPARE(name(u"selected"_s, u"9"_s), QString());
    QCOMPARE(name(u"rating"_s, 2), QString());
    QCOMPARE(name(u"session_id"_s, QJsonArray{}), QString());
    photo.kind = u"video"_s; // nothing is known of those
    QCOMPARE(name(u"selected"_s, u"2"_s), QString());
}

void TestSnapshot::helpSaysHow()
{
    const auto help = m_cli.run({ u"snapshot"_s, u"--help"_s });
    QVERIFY(help.out.contains("snapshot [JOB|ITEM]..."));
    QVERIFY(help.out.contains("log"));
    QVERIFY(help.out.contains("Examples:"));
}

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
