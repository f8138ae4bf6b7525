// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/saving.h"
#include "support/file_server.h"

#include <QCryptographicHash>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fw;
using namespace fw::files;
using namespace Qt::StringLiterals;
using test::FileServer;

namespace {

constexpr int patience = 20'000;

/// A server, a folder to save to, a folder for what is kept, and no patience with pauses.
struct Bench
{
    QTemporaryDir dir;
    QTemporaryDir kept;
    FileServer server;
    SaverPolicy policy;
    wire::HttpRequest request;
    QList<std::array<qint64, 4>> breaks; ///< done, all, number, of

    Bench()
    {
        server.content = FileServer::film(3'000'000);
        policy.pauses = { Millis(1), Millis(1), Millis(1) };
        policy.keepDir = kept.path();
        request.url = server.url();
    }
    QString path(const QString &name = u"out.mp4"_s) const { return dir.filePath(name); }
    SaveEnd save(const QString &name = u"out.mp4"_s)
    {
        Saving saving({ { request, path(name) } }, policy);
        SaveEnd how;
        QObject::connect(&saving, &Saving::ended, [&how](int, const SaveEnd &end) { how = end; });
        QObject::connect(&saving, &Saving::broke,
                         [this](qint64 done, qint64 all, int number, int of) {
                             breaks.append({ done, all, number, of });
                         });
        QObject::connect(&saving, &Saving::moved, [this](qint64 done) { server.cut(done); });
        QSignalSpy finished(&saving, &Saving::finished);
        saving.start();
        if (!finished.wait(patience))
            how.failure.detail = u"nothing came"_s;
        return how;
    }
    QByteArray saved(const QString &name = u"out.mp4"_s) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QByteArray hash(const QString &name = u"out.mp4"_s) const
    {
        return QCryptographicHash::hash(saved(name), QCryptographicHash::Sha256);
    }
    QByteArray wanted() const
    {
        return QCryptographicHash::hash(server.content, QCryptographicHash::Sha256);
    }
    QStringList left() const
    {
        return QDir(dir.path()).entryList(QDir::Files | QDir::Hidden | QDir::System);
    }
    QStringList parts() const { return QDir(kept.path()).entryList({ u"*.part"_s }); }
};

} // namespace

/// Downloads that break, and what never becomes a file.
class TestSaver final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aWholeFileAppearsUnderItsName()
    {
        Bench b;
        b.request.headers = { { "Cookie", "session=s3cret" } };
        const SaveEnd end = b.save();
        QVERIFY2(end.kind == SaveEnd::Kind::Saved, qPrintable(end.failure.detail));
        QCOMPARE(end.bytes, b.server.content.size());
        QCOMPARE(b.hash(), b.wanted());
        QCOMPARE(b.left(), QStringList{ u"out.mp4"_s });
        QCOMPARE(b.server.requests.size(), 1);
        QCOMPARE(b.server.requests.front().header("cookie"), QByteArray("session=s3cret"));
        QCOMPARE(b.server.requests.front().header("accept-encoding"), QByteArray("identity"));
        QVERIFY(b.server.requests.front().header("range").isEmpty());
    }

    void aBrokenConnectionIsTakenUpWhereItBroke_data()
    {
        QTest::addColumn<int>("breaks");
        QTest::addColumn<qsizetype>("after");
        QTest::newRow("once") << 1 << qsizetype(1'290'000);
        QTest::newRow("thrice") << 3 << qsizetype(500'000);
        QTest::newRow("by single bytes") << 2 << qsizetype(1);
        // Each of these brings enough to count as a new beginning.
        QTest::newRow("often, but with progress") << 6 << qsizetype(450'000);
    }
    void aBrokenConnectionIsTakenUpWhereItBroke()
    {
        QFETCH(int, breaks);
        QFETCH(qsizetype, after);
        Bench b;
        b.server.breaks = breaks;
        b.server.breakAfter = after;
        const SaveEnd end = b.save();
        QVERIFY2(end.kind == SaveEnd::Kind::Saved, qPrintable(end.failure.detail));
        QCOMPARE(b.hash(), b.wanted());
        QCOMPARE(b.server.requests.size(), breaks + 1);
        QCOMPARE(b.breaks.size(), breaks);
        for (qsizetype i = 0; i < b.breaks.size(); ++i) {
            // Bytes that were on their way when it broke may be lost.
            const auto [done, all, number, of] = b.breaks[i];
            QVERIFY(done > 0 && done <= (i + 1) * after);
            QCOMPARE(all, b.server.content.size());
            const FileServer::Request &asked = b.server.requests[i + 1];
            QCOMPARE(asked.header("range"), QByteArray("bytes=" + QByteArray::number(done) + '-'));
            QCOMPARE(asked.header("if-range"), QByteArray("\"v1\""));
        }
        QVERIFY(b.parts().isEmpty());
    }

    void aFileThatChangedMeanwhileStartsAgain_data()
    {
        QTest::addColumn<bool>("checksIfRange");
        QTest::newRow("If-Range is heeded") << true;
        QTest::newRow("it is not: the tag of the 206 tells") << false;
    }
    void aFileThatChangedMeanwhileStartsAgain()
    {
        QFETCH(bool, checksIfRange);
        Bench b;
        b.server.checksIfRange = checksIfRange;
        b.server.breaks = 1;
        b.server.breakAfter = 1'000'000;
        b.server.instead = [&b](const FileServer::Request &) {
            if (b.server.requests.size() == 2) { // rendered anew under the same name
                b.server.content = FileServer::film(3'000'000, 2);
                b.server.tag = "\"v2\"";
            }
            return QByteArray();
        };
        const SaveEnd end = b.save();
        QVERIFY2(end.kind == SaveEnd::Kind::Saved, qPrintable(end.failure.detail));
        QCOMPARE(b.hash(), b.wanted());
        QCOMPARE(b.server.requests[1].header("if-range"), QByteArray("\"v1\""));
    }

    void aWholeAnswerToARangeStartsAgain()
    {
        Bench b;
        b.server.ranges = false;
        b.server.breaks = 1;
        b.server.breakAfter = 2'000'000;
        QCOMPARE(b.save().kind, SaveEnd::Kind::Saved);
        QCOMPARE(b.hash(), b.wanted());
        QCOMPARE(b.server.requests.size(), 2);
    }

    void partsOfAnotherPlaceOrSizeStartAgain_data()
    {
        QTest::addColumn<QByteArray>("range");
        QTest::newRow("another start") << QByteArray("bytes 7-2999999/3000000");
        QTest::newRow("another total") << QByteArray("bytes 1000000-2999999/4000000");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("nonsense") << QByteArray("bytes 1000000-5/3");
        QTest::newRow("too large a number") << QByteArray("bytes 99999999999999999999-1/*");
    }
    void partsOfAnotherPlaceOrSizeStartAgain()
    {
        QFETCH(QByteArray, range);
        Bench b;
        b.server.breaks = 1;
        b.server.breakAfter = 1'000'000;
        b.server.instead = [&](const FileServer::Request &asked) {
            return asked.header("range").isEmpty()
                ? QByteArray()
                : FileServer::answer(206, b.server.content.mid(1'000'000),
                                     "Content-Range: " + range + "\r\nETag: \"v1\"\r\n");
        };
        QCOMPARE(b.save().kind, SaveEnd::Kind::Saved);
        QCOMPARE(b.hash(), b.wanted());
    }

    void aRangeThatIsNotThereStartsAgain()
    {
        Bench b;
        b.server.checksIfRange = false;
        b.server.breaks = 1;
        b.server.breakAfter = 2'000'000;
        b.server.instead = [&b](const FileServer::Request &) {
            if (b.server.requests.size() == 2)
                b.server.content = FileServer::film(1000, 3); // shorter now: 416
            return QByteArray();
        };
        QCOMPARE(b.save().kind, SaveEnd::Kind::Saved);
        QCOMPARE(b.hash(), b.wanted());
        QCOMPARE(b.server.requests.size(), 3);
        QVERIFY(b.server.requests[2].header("range").isEmpty());
    }

    void aServerThatGivesPiecesIsAskedOn()
    {
        Bench b;
        b.server.mostPerAnswer = 400'000;
        b.server.breaks = 1;
        b.server.breakAfter = 100'000;
        QCOMPARE(b.save().kind, SaveEnd::Kind::Saved);
        QCOMPARE(b.hash(), b.wanted());
        QCOMPARE(b.breaks.size(), 1);
    }

    void withoutAValidatorNothingIsPatchedTogether_data()
    {
        QTest::addColumn<QByteArray>("tag");
        QTest::addColumn<QByteArray>("changed");
        QTest::addColumn<QByteArray>("ifRange");
        const QByteArray before("Sat, 21 Nov 2026 12:13:43 GMT");
        QTest::newRow("none") << QByteArray() << QByteArray() << QByteArray();
        QTest::newRow("weak tag") << QByteArray("W/\"v1\"") << QByteArray() << QByteArray();
        QTest::newRow("a date") << QByteArray() << before << before;
        QTest::newRow("weak tag and a date") << QByteArray("W/\"v1\"") << before << before;
        // Could still be written to within this second.
        QTest::newRow("a date of now")
            << QByteArray() << QByteArray("Sat, 21 Nov 2026 12:14:00 GMT") << QByteArray();
    }
    void withoutAValidatorNothingIsPatchedTogether()
    {
        QFETCH(QByteArray, tag);
        QFETCH(QByteArray, changed);
        QFETCH(QByteArray, ifRange);
        Bench b;
        b.server.tag = tag;
        b.server.changed = changed;
        b.server.date = "Sat, 21 Nov 2026 12:14:00 GMT";
        b.server.breaks = 1;
        b.server.breakAfter = 1'000'000;
        QCOMPARE(b.save().kind, SaveEnd::Kind::Saved);
        QCOMPARE(b.hash(), b.wanted());
        QCOMPARE(b.server.requests[1].header("if-range"), ifRange);
        QCOMPARE(b.server.requests[1].header("range").isEmpty(), ifRange.isEmpty());
    }

    void usedUpTriesLeaveNoFileAndKeepThePart()
    {
        Bench b;
        b.server.breaks = 100;
        b.server.breakAfter = 50'000;
        QFile older(b.path());
        QVERIFY(older.open(QIODevice::WriteOnly));
        older.write("older");
        older.close();
        const SaveEnd end = b.save();
        QCOMPARE(end.kind, SaveEnd::Kind::Failed);
        QVERIFY(end.kept);
        QVERIFY2(end.failure.detail.contains(u'%'), qPrintable(end.failure.detail));
        QCOMPARE(b.saved(), QByteArray("older"));
        QCOMPARE(b.left(), QStringList{ u"out.mp4"_s });
        QCOMPARE(b.parts().size(), 1);
        // Another run, another saver: on from there.
        b.server.breaks = 0;
        b.server.requests.clear();
        QCOMPARE(b.save().kind, SaveEnd::Kind::Saved);
        QCOMPARE(b.hash(), b.wanted());
        QCOMPARE(b.server.requests.size(), 1);
        const qint64 had = b.breaks.back()[0];
        const QByteArray range = b.server.requests.front().header("range");
        QVERIFY(range.startsWith("bytes=") && range.mid(6).chopped(1).toLongLong() >= had);
        QVERIFY(b.parts().isEmpty());
    }

    void aKeptPartOfAnotherVersionIsNotUsed()
    {
        Bench b;
        b.server.breaks = 100;
        b.server.breakAfter = 50'000;
        b.save();
        b.server.breaks = 0;
        b.server.content = FileServer::film(2'000'000, 5);
        b.server.tag = "\"v2\"";
        QCOMPARE(b.save().kind, SaveEnd::Kind::Saved);
        QCOMPARE(b.hash(), b.wanted());
    }

    void aKeptPartIsOfOneAccount()
    {
        Bench b;
        b.request.headers = { { "Cookie", "session=ann" } };
        b.server.breaks = 100;
        b.server.breakAfter = 50'000;
        QVERIFY(b.save().kept);
        b.server.breaks = 0;
        b.server.requests.clear();
        b.request.headers = { { "Cookie", "session=bob" } };
        QCOMPARE(b.save().kind, SaveEnd::Kind::Saved);
        QVERIFY(b.server.requests.front().header("range").isEmpty());
    }

    void endingInTheMiddleKeepsThePart()
    {
        Bench b;
        b.policy.pauses = { Millis(60'000) }; // nothing goes on before it ends
        b.server.breaks = 1;
        b.server.breakAfter = 700'000;
        {
            Saving saving({ { b.request, b.path() } }, b.policy);
            QSignalSpy broke(&saving, &Saving::broke);
            QObject::connect(&saving, &Saving::moved, &saving,
                             [&b](qint64 done) { b.server.cut(done); });
            saving.start();
            QVERIFY(broke.wait(patience));
        }
        QVERIFY(b.left().isEmpty());
        QCOMPARE(b.parts().size(), 1);
        QCOMPARE(b.save().kind, SaveEnd::Kind::Saved);
        QCOMPARE(b.hash(), b.wanted());
        QVERIFY(b.server.requests.back().header("range").startsWith("bytes="));
    }

    void cancellingLeavesNothing()
    {
        Bench b;
        b.policy.pauses = { Millis(60'000) };
        b.server.breaks = 1;
        b.server.breakAfter = 700'000;
        Saving saving({ { b.request, b.path() }, { b.request, b.path(u"b"_s) } }, b.policy);
        QSignalSpy broke(&saving, &Saving::broke);
        QObject::connect(&saving, &Saving::moved, &saving,
                         [&b](qint64 done) { b.server.cut(done); });
        QSignalSpy ended(&saving, &Saving::ended);
        QSignalSpy finished(&saving, &Saving::finished);
        saving.start();
        QVERIFY(broke.wait(patience));
        saving.cancel();
        QVERIFY(finished.wait(patience));
        QCOMPARE(ended.size(), 2);
        for (const auto &one : ended)
            QCOMPARE(one[1].value<SaveEnd>().kind, SaveEnd::Kind::Cancelled);
        QVERIFY(b.left().isEmpty() && b.parts().isEmpty());
    }

    void whatIsNotTheFileIsNeverSaved_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<Failure::Code>("code");
        QTest::addColumn<QString>("says");
        const QByteArray html("Content-Type: text/html; charset=utf-8\r\n");
        const QByteArray json("Content-Type: application/json\r\n");
        const auto row = [](const char *name, int status, const QByteArray &body,
                            const QByteArray &headers, Failure::Code code, const QString &says) {
            QTest::newRow(name) << FileServer::answer(status, body, headers) << code << says;
        };
        row("signed out", 302, "<html>You should be redirected",
            html + "Location: /portal/login\r\n", Failure::Code::Unauthorised, u"signed out"_s);
        row("sign-in of a proxy", 302, {}, "Location: https://auth.example.invalid/?rd=x\r\n",
            Failure::Code::Unauthorised, u"signed out"_s);
        row("no token", 401, "{\"detail\":\"Not authenticated\"}", json,
            Failure::Code::Unauthorised, u"signed out"_s);
        row("a page", 200, "<!doctype html><title>Login</title>", html, Failure::Code::BadInput,
            u"web page"_s);
        row("a message", 200, "{\"detail\":\"Not Found\"}", json, Failure::Code::BadInput,
            u"Not Found"_s);
        row("a stranger", 308, {}, "Location: https://example.invalid/x\r\n",
            Failure::Code::Refused, u"another server"_s);
        row("gone", 404, "{\"error\":\"File not found\",\"filename\":\"nope.mp4\"}", json,
            Failure::Code::NotFound, u"File not found"_s);
        row("foreign", 403, "{\"error\":\"Unauthorized\",\"unauthorized\":[\"zz.mp4\"]}", json,
            Failure::Code::Forbidden, u"Unauthorized: zz.mp4"_s);
        row("busy", 503, "try later\nstack", "Content-Type: text/plain\r\n",
            Failure::Code::Unreachable, u"try later"_s);
    }
    void whatIsNotTheFileIsNeverSaved()
    {
        QFETCH(QByteArray, answer);
        QFETCH(Failure::Code, code);
        QFETCH(QString, says);
        Bench b;
        b.request.headers = { { "Cookie", "session=s3cret" } };
        b.server.instead = [&answer](const FileServer::Request &) { return answer; };
        const SaveEnd end = b.save();
        QCOMPARE(end.kind, SaveEnd::Kind::Failed);
        QCOMPARE(end.failure.code, code);
        QVERIFY2(end.failure.detail.contains(says), qPrintable(end.failure.detail));
        QVERIFY(!end.failure.detail.contains(u"s3cret"_s));
        QVERIFY(b.left().isEmpty());
        QCOMPARE(b.server.requests.size(), 1);
    }

    void aSignInThatEndsInTheMiddleIsSaidAndThePartKept()
    {
        Bench b;
        b.server.breaks = 1;
        b.server.breakAfter = 900'000;
        b.server.instead = [](const FileServer::Request &asked) {
            return asked.header("range").isEmpty()
                ? QByteArray()
                : FileServer::answer(302, {}, "Location: /portal/login\r\n");
        };
        const SaveEnd end = b.save();
        QCOMPARE(end.failure.code, Failure::Code::Unauthorised);
        QVERIFY(end.kept && b.left().isEmpty());
        b.server.instead = {};
        QCOMPARE(b.save().kind, SaveEnd::Kind::Saved);
        QCOMPARE(b.hash(), b.wanted());
    }

    void aMoveWithinTheServerIsFollowedAndEndsSomewhere()
    {
        Bench b;
        b.request.headers = { { "Authorization", "Bearer t" } };
        b.server.instead = [](const FileServer::Request &asked) {
            return asked.path == "/file.mp4"
                ? FileServer::answer(307, {}, "Location: /elsewhere\r\n")
                : QByteArray();
        };
        QCOMPARE(b.save().kind, SaveEnd::Kind::Saved);
        QCOMPARE(b.server.requests.back().header("authorization"), QByteArray("Bearer t"));
        b.server.instead = [](const FileServer::Request &asked) {
            return FileServer::answer(307, {}, "Location: " + asked.path + "x\r\n");
        };
        QCOMPARE(b.save().kind, SaveEnd::Kind::Failed);
    }

    void aRequestWithABodyIsSentOnceAndNeverGoesOn()
    {
        Bench b;
        b.request.method = "POST";
        b.request.headers = { { "Content-Type", "application/json" } };
        b.request.body = "{\"files\":[\"a.mp4\"]}";
        QCOMPARE(b.save(u"all.zip"_s).kind, SaveEnd::Kind::Saved);
        QCOMPARE(b.hash(u"all.zip"_s), b.wanted());
        QCOMPARE(b.server.requests.front().method, QByteArray("POST"));
        QCOMPARE(b.server.requests.front().body, b.request.body);
        b.server.breaks = 1;
        b.server.breakAfter = 100'000;
        b.server.requests.clear();
        const SaveEnd end = b.save(u"more.zip"_s);
        QCOMPARE(end.kind, SaveEnd::Kind::Failed);
        QVERIFY(!end.kept);
        QCOMPARE(b.server.requests.size(), 1);
        QCOMPARE(b.left(), QStringList{ u"all.zip"_s });
    }

    void oneAfterTheOtherAndASignInThatEndedEndsAll()
    {
        Bench b;
        b.server.instead = [](const FileServer::Request &asked) {
            if (asked.path == "/2")
                return FileServer::answer(404, {});
            return asked.path == "/4" ? FileServer::answer(302, {}, "Location: /login\r\n")
                                      : QByteArray();
        };
        std::vector<SaveWish> wishes;
        for (int i = 1; i <= 5; ++i) {
            b.request.url = b.server.url(u"/%1"_s.arg(i));
            wishes.push_back({ b.request, b.path(QString::number(i)) });
        }
        Saving saving(wishes, b.policy);
        QList<SaveEnd::Kind> how;
        connect(&saving, &Saving::ended, this,
                [&how](int, const SaveEnd &end) { how.append(end.kind); });
        QSignalSpy finished(&saving, &Saving::finished);
        saving.start();
        QVERIFY(finished.wait(patience));
        using enum SaveEnd::Kind;
        QCOMPARE(how, (QList<SaveEnd::Kind>{ Saved, Failed, Saved, Failed, Failed }));
        QCOMPARE(b.server.requests.size(), 4);
        QCOMPARE(b.left(), (QStringList{ u"1"_s, u"3"_s }));
    }

    void aPlaceThatCannotBeWrittenIsSaidBeforeAnythingIsFetched()
    {
        Bench b;
        QCOMPARE(b.save(u"nowhere/out.mp4"_s).failure.code, Failure::Code::Io);
        QVERIFY(QDir(b.dir.path()).mkdir(u"folder"_s));
        QCOMPARE(b.save(u"folder"_s).failure.code, Failure::Code::Io);
        QVERIFY(b.server.requests.isEmpty());
        QVERIFY(b.left().isEmpty());
    }

    void nobodyThereIsSaidAtOnce()
    {
        Bench b;
        b.server.close();
        const SaveEnd end = b.save();
        QCOMPARE(end.failure.code, Failure::Code::Unreachable);
        QVERIFY(b.breaks.isEmpty() && b.left().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSaver)
#include "tst_saver.moc"
