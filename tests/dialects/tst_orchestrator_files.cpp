// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "support/dialect_peer.h"
#include "support/http_peer.h"
#include "support/orchestrator_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"orchestrator");
}

wire::Item outputItem(const QString &name, const QString &source = u"src.mp4"_s)
{
    wire::Item item;
    item.kind = u"output"_s;
    item.id = ItemId{ name };
    item.name = name;
    item.fields = { { u"source_filename"_s, source } };
    return item;
}

} // namespace

/// Where files of the program lie, what fetches them, and many in one.
class TestOrchestratorFiles final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itemsNameTheirFile()
    {
        test::OrchestratorServer server;
        const int source = server.addSource(u"src.mp4"_s, u"Evening clip"_s);
        const int output = server.addOutput(u"a b_square_1_1.mp4"_s, u"src.mp4"_s);
        server.addBrand(u"acme"_s, u"Acme"_s);
        QVERIFY(server.listen());
        test::DialectPeer peer(dialect(), server.url());
        peer.facts.cookie = Secret(server.signedInCookie());
        peer.read(true);
        const wire::Item &clip = peer.items[u"source"_s].begin()->second;
        QCOMPARE(clip.file, u"/api/videos/download-original/%1"_s.arg(source));
        QCOMPARE(peer.items[u"output"_s][QString::number(output)].file,
                 u"/api/videos/download/a%20b_square_1_1.mp4"_s);
        QVERIFY(peer.items[u"brand"_s].begin()->second.file.isEmpty());
        for (const wire::ItemKind &kind : dialect().capabilities(peer.facts).kinds)
            QCOMPARE(kind.archived, kind.name == "output"_L1 ? 10 : 0);
        // The program's own answer to what we would send.
        const QUrl url = server.url().resolved(QUrl(clip.file));
        test::HttpPeer http(server.url(), {});
        const auto got = http.get(clip.file, dialect().fetchHeaders(url, peer.facts));
        QCOMPARE(got.type, QByteArray("video/mp4"));
        QCOMPARE(got.body, server.film);
    }

    void theProgramGetsTheCookieAndNobodyElse()
    {
        wire::SessionFacts facts = ofProgram();
        QVERIFY(!facts.baseUrl.isEmpty());
        facts.baseUrl = QUrl(u"http://studio:5000/brandr"_s);
        facts.cookie = Secret("session=c");
        facts.token = Secret("t");
        const auto headers
            = [&facts](const QString &url) { return dialect().fetchHeaders(QUrl(url), facts); };
        const wire::Headers cookie{ { "Cookie", "session=c" } };
        QCOMPARE(headers(u"http://studio:5000/x.mp4"_s), cookie);
        for (const QString &other :
             { u"https://studio:5000/x"_s, u"http://studio/x"_s, u"http://studio.evil:5000/x"_s,
               u"http://other:5000/x"_s, u"/x"_s, u"file:///x"_s })
            QVERIFY2(headers(other).isEmpty(), qPrintable(other));
        facts.extra.clear(); // a server of the seed takes a token or a session's cookie (S9)
        const wire::Headers both{ { "Authorization", "Bearer t" }, { "Cookie", "session=c" } };
        QCOMPARE(headers(u"http://studio:5000/x.mp4"_s), both);
    }

    void outputsArePackedTogether()
    {
        wire::SessionFacts facts = ofProgram();
        const auto one
            = dialect().archive({ outputItem(u"a.mp4"_s), outputItem(u"b.mp4"_s) }, facts);
        QVERIFY(one);
        QCOMPARE(one->method, QByteArray("POST"));
        QCOMPARE(one->url.path(), u"/api/videos/download-zip"_s);
        const QJsonObject body = QJsonDocument::fromJson(one->body).object();
        QCOMPARE(body["files"_L1].toArray(), (QJsonArray{ u"a.mp4"_s, u"b.mp4"_s }));
        QCOMPARE(body["source"_L1].toString(), u"src.mp4"_s);
        QVERIFY(one->headers.contains({ "Cookie", facts.cookie.reveal() }));
        const auto mixed = dialect().archive(
            { outputItem(u"a.mp4"_s), outputItem(u"b.mp4"_s, u"other.mp4"_s) }, facts);
        QVERIFY(!QJsonDocument::fromJson(mixed->body).object().contains("source"_L1));
    }

    void whatCannotBePackedSaysWhy()
    {
        const wire::SessionFacts facts = ofProgram();
        using Code = Failure::Code;
        QCOMPARE(dialect().archive({}, facts).error().code, Code::BadInput);
        const auto many
            = dialect().archive(std::vector<wire::Item>(11, outputItem(u"a.mp4"_s)), facts);
        QCOMPARE(many.error().code, Code::BadInput);
        QVERIFY(many.error().detail.contains(u"10"_s));
        QCOMPARE(dialect().archive({ outputItem(u"a.mov"_s) }, facts).error().code, Code::BadInput);
        wire::Item brand = outputItem(u"a.mp4"_s);
        brand.kind = u"brand"_s;
        QCOMPARE(dialect().archive({ brand }, facts).error().code, Code::Unsupported);
        // A server of the seed alone, and the hub, pack nothing.
        QCOMPARE(dialect().archive({ outputItem(u"a.mp4"_s) }, {}).error().code, Code::Unsupported);
    }

private:
    wire::SessionFacts ofProgram()
    {
        test::OrchestratorServer server;
        if (!server.listen())
            return {};
        test::DialectPeer peer(dialect(), server.url());
        peer.facts.cookie = Secret(server.signedInCookie());
        peer.read(true); // /health says which program it is
        return peer.facts;
    }
};

QTEST_GUILESS_MAIN(TestOrchestratorFiles)
#include "tst_orchestrator_files.moc"
