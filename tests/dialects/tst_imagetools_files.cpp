// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "support/dialect_peer.h"
#include "support/http_peer.h"
#include "support/imagetools_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"imagetools");
}

} // namespace

/// Where images lie, what fetches them, and many in one.
class TestImageToolsFiles final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void imagesNameTheirFile()
    {
        test::ImageToolsServer server;
        const QString id = server.addImage(u"beach.png"_s);
        QVERIFY(server.listen());
        test::DialectPeer peer(dialect(), server.url());
        peer.read(true);
        QCOMPARE(peer.items[u"image"_s][id].file, u"/api/v1/images/%1/current"_s.arg(id));
        const QString file = peer.items[u"image"_s][id].file;
        test::HttpPeer http(server.url(), {});
        const QUrl url = server.url().resolved(QUrl(file));
        QCOMPARE(http.get(file, dialect().fetchHeaders(url, peer.facts)).status, 200);
    }

    void everyModesSignInIsSentToItsOriginOnly()
    {
        wire::SessionFacts facts;
        facts.baseUrl = QUrl(u"http://pictures:8081"_s);
        facts.token = Secret("inner");
        facts.cookie = Secret("imagetools_session=c");
        facts.profile.options.insert(u"session"_s, u"user-1"_s);
        const wire::Headers all{ { "X-Internal-Auth", "inner" },
                                 { "Cookie", "imagetools_session=c" },
                                 { "X-User-ID", "user-1" } };
        QCOMPARE(
            dialect().fetchHeaders(QUrl(u"http://pictures:8081/api/v1/images/1/current"_s), facts),
            all);
        QVERIFY(dialect().fetchHeaders(QUrl(u"http://elsewhere:8081/x"_s), facts).isEmpty());
        QVERIFY(dialect().fetchHeaders(QUrl(u"https://pictures:8081/x"_s), facts).isEmpty());
    }

    void imagesArePackedTogether()
    {
        wire::SessionFacts facts;
        facts.baseUrl = QUrl(u"http://pictures:8081"_s);
        facts.token = Secret("inner");
        std::vector<wire::Item> items(2);
        for (size_t i = 0; i < items.size(); ++i) {
            items[i].kind = u"image"_s;
            items[i].id = ItemId{ QString::number(i) };
        }
        const auto request = dialect().archive(items, facts);
        QVERIFY(request);
        QCOMPARE(request->method, QByteArray("POST"));
        QCOMPARE(request->url.path(), u"/api/v1/images/download-zip"_s);
        QCOMPARE(QJsonDocument::fromJson(request->body).object()["image_ids"_L1].toArray(),
                 (QJsonArray{ u"0"_s, u"1"_s }));
        QVERIFY(request->headers.contains({ "X-Internal-Auth", "inner" }));
        QVERIFY(request->headers.contains({ "Content-Type", "application/json" }));
        items[1].kind = u"device"_s;
        QCOMPARE(dialect().archive(items, facts).error().code, Failure::Code::Unsupported);
        QCOMPARE(dialect().archive({}, facts).error().code, Failure::Code::BadInput);
        int packed = 0;
        for (const wire::ItemKind &kind : dialect().capabilities(facts).kinds)
            packed += kind.archived > 0 ? 1 : 0;
        QCOMPARE(packed, 1);
    }
};

QTEST_GUILESS_MAIN(TestImageToolsFiles)
#include "tst_imagetools_files.moc"
