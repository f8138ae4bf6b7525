// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli_program.h"
#include "support/fake_server.h"
#include "support/file_server.h"
#include "support/imagetools_server.h"
#include "support/orchestrator_server.h"

#include <QCryptographicHash>
#include <QDir>

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

const QString outputName = u"src_AcmeNews_square_1_1.mp4"_s;

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

} // namespace

/// framewatch-cli save against servers of two kinds, in this process.
class TestSave final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_brandr = std::make_unique<test::OrchestratorServer>();
        m_brandr->film = test::FileServer::film(1'500'000);
        m_brandr->addSource(u"src.mp4"_s, u"Evening clip"_s);
        m_brandr->addOutput(outputName, u"src.mp4"_s);
        m_brandr->addOutput(u"src_AcmeNews_vertical_9_16.mp4"_s, u"src.mp4"_s);
        QVERIFY(m_brandr->listen());
    }

    void anOutputIsSavedSignedIn()
    {
        const auto ran = save({ outputName, u"--to"_s, to(u"out.mp4"_s), u"--json"_s });
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(hashOf(file(u"out.mp4"_s)), hashOf(m_brandr->film));
        const auto saved = ran.lines(u"saved"_s);
        QCOMPARE(saved.size(), 1);
        QCOMPARE(saved[0]["path"_L1].toString(), to(u"out.mp4"_s));
        QCOMPARE(saved[0]["bytes"_L1].toInteger(), m_brandr->film.size());
        QCOMPARE(saved[0]["items"_L1][0]["kind"_L1].toString(), u"output"_s);
        QVERIFY(!ran.out.contains("cookie-of") && !ran.err.contains("cookie-of"));
    }

    void aBrokenConnectionIsTakenUp()
    {
        m_brandr->breaks = 1;
        const auto ran = save({ outputName, u"--to"_s, to(u"out.mp4"_s) });
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(m_brandr->seen.count(u"GET /api/videos/download/"_s + outputName), 2);
        QCOMPARE(hashOf(file(u"out.mp4"_s)), hashOf(m_brandr->film));
        QCOMPARE(ran.out, to(u"out.mp4"_s).toUtf8() + '\n');
    }

    void allOfAKindGoToAFolder()
    {
        const auto ran = save({ u"--kinds=output,source"_s, u"--to"_s, to(u"new/"_s) });
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(QDir(to(u"new"_s)).entryList(QDir::Files),
                 (QStringList{ u"Evening clip.mp4"_s, outputName,
                               u"src_AcmeNews_vertical_9_16.mp4"_s }));
        // Again: nothing is overwritten.
        QCOMPARE(save({ outputName, u"--to"_s, to(u"new"_s) }).code, 0);
        QVERIFY(QFile::exists(to(u"new/src_AcmeNews_square_1_1 (2).mp4"_s)));
    }

    void severalAreSavedAsOneFile()
    {
        const auto ran = save({ u"--kinds=output"_s, u"--zip"_s, u"--to"_s, to(u"all.zip"_s) });
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY(file(u"all.zip"_s).startsWith("PK"));
        QCOMPARE(m_brandr->bodies.back()["files"_L1].toArray().size(), 2);
        QCOMPARE(m_brandr->bodies.back()["source"_L1].toString(), u"src.mp4"_s);
    }

    void whatTheServerSaysOfAZipIsSaid()
    {
        m_brandr->zipTooLarge = true;
        const auto large = save({ u"--kinds=output"_s, u"--zip"_s, u"--to"_s, to(u"all.zip"_s) });
        QCOMPARE(large.code, 1);
        QVERIFY2(large.err.contains("larger than 250 MB"), large.err.constData());
        for (int i = 0; i < 10; ++i)
            m_brandr->addOutput(u"more_%1.mp4"_s.arg(i), u"src.mp4"_s);
        const auto many = save({ u"--kinds=output"_s, u"--zip"_s, u"--to"_s, to(u"all.zip"_s) });
        QVERIFY(many.code != 0);
        QVERIFY2(many.err.contains("at most 10 files"), many.err.constData());
        QVERIFY(!m_brandr->seen.contains(u"POST /api/videos/download-zip"_s)
                || m_brandr->seen.count(u"POST /api/videos/download-zip"_s) == 1);
        QVERIFY(left().isEmpty());
        const auto sources = save({ u"--kinds=source"_s, u"--zip"_s });
        QVERIFY2(sources.code == 1, sources.err.constData());
    }

    void signedOutExitsWithFour()
    {
        m_brandr->signOutAt(u"GET /api/videos/download/"_s + outputName);
        const auto ran = save({ outputName, u"--to"_s, to(u"out.mp4"_s), u"--json"_s });
        QCOMPARE(ran.code, 4);
        QVERIFY2(ran.err.contains("signed out"), ran.err.constData());
        QCOMPARE(ran.lines(u"notSaved"_s).size(), 1);
        QVERIFY(left().isEmpty());
    }

    void whatIsNotThereOrHasNoFileIsNamed()
    {
        m_brandr->addBrand(u"acme"_s, u"Acme News"_s);
        const auto none = save({ u"nothing"_s });
        QCOMPARE(none.code, 1);
        QVERIFY2(none.err.contains("\"nothing\""), none.err.constData());
        const auto brand = save({ u"acme news"_s });
        QCOMPARE(brand.code, 1);
        QVERIFY2(brand.err.contains("no file of brand"), brand.err.constData());
        const auto both = save({ u"src_"_s });
        QVERIFY(both.code != 0);
        QCOMPARE(save({}).code, 2);
    }

    void imagesAreSavedToo()
    {
        test::ImageToolsServer server;
        const QString id = server.addImage(u"beach.png"_s);
        QVERIFY(server.listen());
        const auto ran
            = m_cli.run({ u"--server"_s, server.url().toString(), u"--dialect"_s, u"imagetools"_s,
                          u"save"_s, u"beach.png"_s, u"--to"_s, m_dir->path() });
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(left(), QStringList{ u"beach.png"_s });
        QVERIFY(!file(u"beach.png"_s).isEmpty());
    }

    void aJobsOutputsAreSaved()
    {
        test::FakeServer hub;
        QVERIFY(hub.listen());
        hub.setJob(u"abc-1"_s, u"done"_s);
        hub.setJob(u"abc-2"_s, u"done"_s);
        hub.http = [](const QByteArray &method, const QString &path,
                      const QByteArray &) -> std::pair<int, QByteArray> {
            if (method == "GET" && path == "/api/jobs/abc-1"_L1)
                return { 200,
                         R"({"job":{"jobId":"abc-1","state":"done","name":"a"},"outputs":[)"
                         R"({"id":"o1","name":"../a.json","url":"/o/1"},)"
                         R"({"id":"o2","name":"a.json","url":"/o/2"}]})" };
            if (method == "GET" && path == "/api/jobs/abc-2"_L1)
                return { 200, R"({"job":{"jobId":"abc-2","state":"done"},"outputs":[]})" };
            if (path.startsWith("/o/"_L1))
                return { 200, "{\"of\":" + path.mid(3).toLatin1() + '}' };
            return { 0, {} };
        };
        const auto run = [&](const QStringList &arguments) {
            return m_cli.run(QStringList{ u"--server"_s, hub.url().toString(), u"save"_s }
                             + arguments);
        };
        const auto ran = run({ u"abc-1"_s, u"--to"_s, to(u"out/"_s), u"--json"_s });
        QVERIFY2(ran.code == 0, ran.err.constData());
        QCOMPARE(QDir(to(u"out"_s)).entryList(QDir::Files | QDir::Hidden),
                 (QStringList{ u"_a.json"_s, u"a.json"_s }));
        QCOMPARE(file(u"out/a.json"_s), QByteArray("{\"of\":2}"));
        QCOMPARE(ran.lines(u"saved"_s).value(0)["jobId"_L1].toString(), u"abc-1"_s);
        const auto none = run({ u"abc-2"_s, u"--to"_s, to(u"none/"_s) });
        QCOMPARE(none.code, 1);
        QVERIFY2(none.err.contains("no outputs"), none.err.constData());
        QVERIFY(run({ u"abc"_s }).code != 0); // two of them
        QVERIFY(run({ u"abc-1"_s, u"--zip"_s }).err.contains("not jobs"));
    }

private:
    test::CliProgram::Ran save(const QStringList &arguments)
    {
        const QByteArray secrets
            = QJsonDocument(
                  QJsonObject{ { "cookie"_L1, QString::fromLatin1(m_brandr->signedInCookie()) } })
                  .toJson(QJsonDocument::Compact);
        return m_cli.run(QStringList{ u"--server"_s, m_brandr->url().toString(), u"save"_s }
                             + arguments,
                         { u"FRAMEWATCH_TOKEN="_s + QString::fromUtf8(secrets),
                           u"XDG_CACHE_HOME="_s + m_cli.path(u"cache"_s) });
    }
    QString to(const QString &name) const { return m_dir->filePath(name); }
    QByteArray file(const QString &name) const
    {
        QFile file(to(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QStringList left() const { return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<test::OrchestratorServer> m_brandr;
    test::CliProgram m_cli{ QStringLiteral(FW_BIN_DIR "/framewatch-cli") };
};

QTEST_GUILESS_MAIN(TestSave)
#include "tst_save.moc"
