// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The program's fake where it says no, late, half or twice.
#include "dialects/registry.h"
#include "support/dialect_peer.h"
#include "support/orchestrator_server.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace fw;
using namespace Qt::StringLiterals;
using Verdict = wire::EditSettled::Verdict;
using Kind = wire::Standing::Kind;

namespace {

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"orchestrator");
}

const auto wrong = R"({"success":false,"error":"Something went wrong on our end."})"_ba;

} // namespace

class TestOrchestratorTrouble final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void linksLeftOutAreNamed();
    void linksWithoutAnAnswerOfTheirOwnAreNamed();
    void signedOutBeforeTheClaimFetchesNothingTwice();
    void aBrandIsMadeThoughItCannotBeReadBack_data();
    void aBrandIsMadeThoughItCannotBeReadBack();
    void aBrandIsMadeThoughTheReadBackIsLate();
    void aBrandOfOldSaysThatItsPicturesAreGone();
    void aBrandOfOldIsThereThoughItsPlacesAreNot();
    void copiesOfABrandKeepItsSettings();
    void uploadsWhileSignedOutAreKept();
    void aPollThatIsSignedOutChangesNoJob();
    void signedOutAtAnyStepIsKeptAndDoneOnce_data();
    void signedOutAtAnyStepIsKeptAndDoneOnce();
    void aSearchThatFailsIsMadeAgain();
    void aListThatFailsIsSaidUntilItWorks();
    void listsThatSayNoWithTwoHundredChangeNothing_data();
    void listsThatSayNoWithTwoHundredChangeNothing();
    void idsThatStandTwiceAreNamed_data();
    void idsThatStandTwiceAreNamed();
    void otherRedirectsNameTheirAddress();
    void lockedBrandsAreNotOfferedChanges();
    void filesThatAreTooLargeDoNotLeave();
    void brandsThatWouldBeRefusedAreMarkedBefore();
    void theLimitOfLinksIsSaidBefore_data();
    void theLimitOfLinksIsSaidBefore();
    void anUnknownStatusIsShownAndNamed();
    void aServerThatGoesBackwardsIsShownAsItIs();
    void anotherProgramAtTheAddressIsNamed();
    void aSilentStrangerIsBusy();

private:
    void signIn();
    wire::EditSettled act(const QString &action, const QString &target = {},
                          const QJsonObject &arguments = {});
    QString startRender();
    bool isSaid(const QString &words) const;

    std::unique_ptr<test::OrchestratorServer> m_server;
    std::unique_ptr<test::DialectPeer> m_peer;
    int m_source = 0;
    int m_brand = 0;
    int m_edits = 0;
};

void TestOrchestratorTrouble::init()
{
    m_server = std::make_unique<test::OrchestratorServer>();
    QVERIFY(m_server->listen());
    m_peer = std::make_unique<test::DialectPeer>(dialect(), m_server->url());
    m_source = m_server->addSource(u"e2aaa7a0.mp4"_s, u"My Clip.mp4"_s);
    m_brand = m_server->addBrand(u"AcmeNews"_s, u"Acme News"_s);
}

void TestOrchestratorTrouble::cleanup()
{
    m_peer.reset();
    m_server.reset();
}

void TestOrchestratorTrouble::signIn()
{
    m_peer->ask(*dialect().signIn({ wire::SignInKind::Password,
                                    { { u"email"_s, Secret(m_server->email.toUtf8()) },
                                      { u"password"_s, Secret(m_server->password.toUtf8()) } } },
                                  m_peer->facts));
    m_peer->read(true);
    m_peer->controls.clear();
}

// The one verdict; another edit's id when there was none, or more than one.
wire::EditSettled TestOrchestratorTrouble::act(const QString &action, const QString &target,
                                               const QJsonObject &arguments)
{
    const EditId edit{ u"edit-%1"_s.arg(++m_edits) };
    const auto before = m_peer->settled.size();
    const auto done = m_peer->run(wire::RunAction{ edit, action, target, arguments });
    if (!done)
        qWarning() << action << done.error().detail;
    const auto count = m_peer->settled.size() - before;
    if (count != 1 || m_peer->settled.back().edit != edit) {
        qWarning() << action << "settled" << count << "times";
        wire::EditSettled none;
        none.edit = EditId{ u"none"_s };
        none.verdict = Verdict::Duplicate;
        return none;
    }
    return m_peer->settled.back();
}

QString TestOrchestratorTrouble::startRender()
{
    const auto settled
        = act(u"source.process"_s, u"%1:e2aaa7a0.mp4"_s.arg(m_source),
              { { "brand"_L1, QString::number(m_brand) }, { "format"_L1, u"square_1_1"_s } });
    return settled.jobs.empty() ? QString() : settled.jobs.front().text;
}

bool TestOrchestratorTrouble::isSaid(const QString &words) const
{
    return std::ranges::any_of(m_peer->issues, [&words](const wire::Issue &issue) {
        return issue.failure.detail.contains(words);
    });
}

void TestOrchestratorTrouble::linksLeftOutAreNamed()
{
    signIn();
    m_server->fetchesLeft = 1;
    const auto settled = act(u"source.fetch"_s, {},
                             { { "urls"_L1,
                                 QJsonArray{ u"http://h/one.mp4"_s, u"http://h/two.mp4"_s,
                                             u"http://h/three.mp4"_s } } });
    QVERIFY(settled.verdict == Verdict::Applied);
    for (const auto name : { "http://h/two.mp4"_L1, "http://h/three.mp4"_L1 }) {
        QVERIFY2(settled.message.contains(name), qPrintable(settled.message));
        QVERIFY(m_peer->notices.join(u' ').contains(name));
    }
    QVERIFY(!settled.message.contains(u"one.mp4"_s));
}

void TestOrchestratorTrouble::linksWithoutAnAnswerOfTheirOwnAreNamed()
{
    signIn();
    // It says that there were two and answers for one.
    m_server->said.insert(
        u"POST /api/videos/fetch"_s,
        { 200,
          R"({"success":true,"total":2,"successful":1,"results":[{"url":"http://h/one.mp4",)"
          R"("success":false,"error":"ERROR: gone"}]})" });
    const auto settled
        = act(u"source.fetch"_s, {},
              { { "urls"_L1, QJsonArray{ u"http://h/one.mp4"_s, u"http://h/two.mp4"_s } } });
    QVERIFY(settled.verdict == Verdict::Invalid);
    QVERIFY2(settled.message.contains(u"two.mp4"_s) && settled.message.contains(u"gone"_s),
             qPrintable(settled.message));
}

void TestOrchestratorTrouble::signedOutBeforeTheClaimFetchesNothingTwice()
{
    signIn();
    m_server->signOutAt(u"POST /api/videos/save-download"_s);
    const auto settled
        = act(u"source.fetch"_s, {}, { { "urls"_L1, QJsonArray{ u"http://h/one.mp4"_s } } });
    // A verdict: else it would be sent again from its beginning, and cost the quota again.
    QVERIFY(settled.verdict == Verdict::Invalid);
    QVERIFY2(settled.message.contains(u"one.mp4"_s), qPrintable(settled.message));
    QCOMPARE(m_peer->said<wire::SignInRefused>().size(), 1U);
    QCOMPARE(m_server->seen.count(u"POST /api/videos/fetch"_s), 1);
}

void TestOrchestratorTrouble::aBrandIsMadeThoughItCannotBeReadBack_data()
{
    QTest::addColumn<int>("status");
    for (const int status : { 302, 404, 500, 503 })
        QTest::addRow("%d", status) << status;
}

void TestOrchestratorTrouble::aBrandIsMadeThoughItCannotBeReadBack()
{
    QFETCH(int, status);
    signIn();
    const QString call = u"GET /api/brands/%1"_s.arg(m_brand + 1);
    if (status == 302)
        m_server->signOutAt(call);
    else
        m_server->said.insert(call, { status, wrong });
    // Anything but "done" would make it once more, and that is refused as a duplicate.
    QVERIFY(act(u"brand.create"_s, {}, { { "display_name"_L1, u"Two"_s } }).verdict
            == Verdict::Applied);
    QCOMPARE(m_server->brand(m_brand + 1)["display_name"_L1].toString(), u"Two"_s);
    QCOMPARE(m_peer->said<wire::SignInRefused>().empty(), status != 302);
}

void TestOrchestratorTrouble::aBrandIsMadeThoughTheReadBackIsLate()
{
    signIn();
    m_server->said.insert(u"GET /api/brands/%1"_s.arg(m_brand + 1), { 0 });
    m_peer->patience = 500;
    QVERIFY(act(u"brand.create"_s, {}, { { "display_name"_L1, u"Two"_s } }).verdict
            == Verdict::Applied);
}

void TestOrchestratorTrouble::aBrandOfOldSaysThatItsPicturesAreGone()
{
    signIn();
    QVERIFY(act(u"brand.delete"_s, QString::number(m_brand)).verdict == Verdict::Applied);
    QVERIFY(act(u"brand.create"_s, {}, { { "display_name"_L1, u"AcmeNews"_s } }).verdict
            == Verdict::Applied);
    const QString told = m_peer->notices.join(u' ');
    QVERIFY2(told.contains(u"AcmeNews"_s) && told.contains(u"logo"_s), qPrintable(told));
}

void TestOrchestratorTrouble::aBrandOfOldIsThereThoughItsPlacesAreNot()
{
    signIn();
    QVERIFY(act(u"brand.delete"_s, QString::number(m_brand)).verdict == Verdict::Applied);
    m_server->databaseLocked = true;
    const auto settled = act(u"brand.create"_s, {}, { { "display_name"_L1, u"AcmeNews"_s } });
    QVERIFY(settled.verdict == Verdict::Applied);
    QCOMPARE(m_peer->items[u"brand"_s].size(), 1U);
}

void TestOrchestratorTrouble::copiesOfABrandKeepItsSettings()
{
    m_server->brandRow(m_brand).insert("logo_x"_L1, 0.3);
    m_server->brandRow(m_brand).insert("text_content"_L1, u"Live"_s);
    m_server->brandRow(m_brand).insert("text_enabled"_L1, 1);
    signIn();
    const auto settled = act(u"brand.duplicate"_s, QString::number(m_brand),
                             { { "display_name"_L1, u"Acme Sport"_s } });
    QVERIFY(settled.verdict == Verdict::Applied);
    const QJsonObject copy = m_server->brand(m_brand + 1);
    QCOMPARE(copy["name"_L1].toString(), u"AcmeSport"_s);
    QCOMPARE(copy["display_name"_L1].toString(), u"Acme Sport"_s);
    QCOMPARE(copy["logo_x"_L1].toDouble(), 0.3);
    QCOMPARE(copy["text_content"_L1].toString(), u"Live"_s);
    QCOMPARE(copy["text_enabled"_L1].toInt(), 1);
    // Pictures belong to one brand: nothing of them is written.
    const QJsonObject sent = m_server->bodies.back();
    for (const auto key :
         { "id"_L1, "logo_path"_L1, "watermark_path"_L1, "user_id"_L1, "created_at"_L1 })
        QVERIFY2(!sent.contains(key), key.data());
    QVERIFY(m_peer->items[u"brand"_s].contains(QString::number(m_brand + 1)));
    QVERIFY(act(u"brand.duplicate"_s, QString::number(m_brand),
                { { "display_name"_L1, u"Acme News"_s } })
                .verdict
            == Verdict::Conflict);
}

void TestOrchestratorTrouble::uploadsWhileSignedOutAreKept()
{
    signIn();
    QTemporaryDir folder;
    QFile file(folder.filePath(u"a.mp4"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(100'000, 'v'));
    file.close();
    m_server->signOutAll();
    QVERIFY(m_peer->run(wire::UploadMedia{ EditId{ u"up"_s }, file.fileName(), 0, {} }));
    QVERIFY(m_peer->settled.empty());
    QCOMPARE(m_peer->said<wire::TokenExpired>().size(), 1U);
    QCOMPARE(m_peer->said<wire::SignInRefused>().size(), 1U);
}

void TestOrchestratorTrouble::aPollThatIsSignedOutChangesNoJob()
{
    signIn();
    const QString id = startRender();
    m_peer->read(false);
    m_server->signOutAt(u"GET /api/videos/brand-job/"_s + id);
    m_peer->read(false);
    QVERIFY(m_peer->jobs[id].state == wire::JobState::Running);
    QCOMPARE(m_peer->said<wire::SignInRefused>().size(), 1U);
}

void TestOrchestratorTrouble::signedOutAtAnyStepIsKeptAndDoneOnce_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QJsonObject>("arguments");
    QTest::addColumn<QString>("step"); // of source 1 and brand 2
    const auto row = [](const char *action, const char *target, const QJsonObject &arguments,
                        const char *step) {
        QTest::addRow("%s %s", action, step)
            << QString::fromLatin1(action) << QString::fromLatin1(target) << arguments
            << QString::fromLatin1(step);
    };
    const QJsonObject render{ { "brand"_L1, u"2"_s }, { "format"_L1, u"square_1_1"_s } };
    const char *source = "1:e2aaa7a0.mp4";
    for (const char *step : { "POST /api/videos/output-contract", "GET /api/brands/2",
                              "GET /api/source-edits", "POST /api/videos/process_brands" })
        row("source.process", source, render, step);
    const QJsonObject crop{ { "format"_L1, u"square_1_1"_s }, { "zoom"_L1, 2 } };
    for (const char *step : { "GET /api/source-edits", "POST /api/source-edits" })
        row("source.crop", source, crop, step);
    const QJsonObject place{ { "format"_L1, u"square_1_1"_s }, { "logo_x"_L1, 0.5 } };
    for (const char *step : { "GET /api/brands/2", "PUT /api/brands/2" })
        row("brand.layout", "2", place, step);
    row("brand.update", "2", { { "logo_x"_L1, 0.5 } }, "PUT /api/brands/2");
    row("brand.delete", "2", {}, "DELETE /api/brands/2");
    row("brand.create", "", { { "display_name"_L1, u"Two"_s } }, "POST /api/brands");
    const QJsonObject copy{ { "display_name"_L1, u"Two"_s } };
    for (const char *step : { "GET /api/brands/2", "POST /api/brands" })
        row("brand.duplicate", "2", copy, step);
    row("source.bookmark", source, { { "bookmarked"_L1, true } }, "POST /api/downloads/1/bookmark");
    row("source.rename", source, { { "display_name"_L1, u"New"_s } },
        "PUT /api/downloads/1/rename");
    row("source.frame", source, { { "t"_L1, 1 } }, "POST /api/preview/extract-frame");
    row("source.fetch", "", { { "urls"_L1, u"http://h/a.mp4"_s } }, "POST /api/videos/fetch");
}

void TestOrchestratorTrouble::signedOutAtAnyStepIsKeptAndDoneOnce()
{
    QFETCH(QString, action);
    QFETCH(QString, target);
    QFETCH(QJsonObject, arguments);
    QFETCH(QString, step);
    signIn();
    m_server->signOutAt(step);
    const wire::RunAction run{ EditId{ u"e"_s }, action, target, arguments };
    const auto out = m_peer->run(run);
    QVERIFY2(out, out ? "" : qPrintable(out.error().detail));
    QVERIFY(m_peer->settled.empty()); // no verdict: nobody looked at it
    QCOMPARE(m_peer->said<wire::SignInRefused>().size(), 1U);
    QCOMPARE(m_peer->said<wire::TokenExpired>().size(), 1U); // which keeps it
    QCOMPARE(m_peer->jobs.size(), 0U);
    m_server->said.clear();
    QVERIFY(m_peer->run(run));
    QCOMPARE(m_peer->settled.size(), 1U);
    QVERIFY(m_peer->settled.front().verdict == Verdict::Applied);
    QCOMPARE(m_server->renders, action == u"source.process"_s ? 1 : 0);
}

void TestOrchestratorTrouble::aSearchThatFailsIsMadeAgain()
{
    signIn();
    const QString id = startRender();
    m_peer->read(false);
    m_server->restart(true);
    m_server->said.insert(u"GET /api/outputs/branded"_s, { 500, wrong });
    m_peer->read(false);
    // Neither lost nor found: a retry now would render what is there already.
    QVERIFY(m_peer->jobs[id].state == wire::JobState::Running);
    QVERIFY(isSaid(id));
    m_server->said.clear();
    m_peer->read(false);
    QVERIFY(m_peer->jobs[id].state == wire::JobState::Done);
}

void TestOrchestratorTrouble::aListThatFailsIsSaidUntilItWorks()
{
    signIn();
    m_server->said.insert(u"GET /api/brands"_s, { 500, wrong });
    m_peer->read(true);
    m_peer->read(true);
    QCOMPARE(m_peer->said<wire::Standing>().size(), 2U); // though /health says "healthy" each time
    const wire::Standing said = m_peer->said<wire::Standing>().back();
    QVERIFY(said.kind == Kind::Degraded);
    QVERIFY2(said.detail.contains(u"/api/brands"_s) && said.detail.contains(u"on our end"_s),
             qPrintable(said.detail));
    QCOMPARE(m_peer->items[u"brand"_s].size(), 1U); // what was read before stays
    m_server->said.clear();
    m_peer->read(true);
    QVERIFY(m_peer->said<wire::Standing>().back().kind == Kind::Usual);
}

void TestOrchestratorTrouble::listsThatSayNoWithTwoHundredChangeNothing_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("kind");
    QTest::newRow("usage") << u"GET /api/usage"_s << u"account"_s;
    QTest::newRow("brands") << u"GET /api/brands"_s << u"brand"_s;
    QTest::newRow("sources") << u"GET /api/downloads/recent"_s << u"source"_s;
    QTest::newRow("outputs") << u"GET /api/outputs/branded"_s << u"output"_s;
}

void TestOrchestratorTrouble::listsThatSayNoWithTwoHundredChangeNothing()
{
    QFETCH(QString, call);
    QFETCH(QString, kind);
    m_server->pollsUntilDone = 0;
    signIn();
    startRender();
    m_peer->read(true);
    m_peer->read(true); // with its end known, in the usual order
    const auto before = m_peer->items[kind];
    QVERIFY(!before.empty());
    const auto facts = m_peer->facts;
    for (const QByteArray &body : { wrong, "{}"_ba, R"({"success":true})"_ba }) {
        m_peer->issues.clear();
        m_server->said.insert(call, { 200, body });
        m_peer->read(true);
        QVERIFY2(m_peer->items[kind] == before, body.constData());
        QCOMPARE(m_peer->issues.size(), 1U);
        QVERIFY(m_peer->facts == facts);
    }
}

void TestOrchestratorTrouble::idsThatStandTwiceAreNamed_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("list");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("kind");
    QTest::newRow("brands") << u"GET /api/brands"_s << u"brands"_s
                            << R"({"id":7,"name":"A","display_name":"%1"})"_ba << u"brand"_s;
    QTest::newRow("sources") << u"GET /api/downloads/recent"_s << u"downloads"_s
                             << R"({"id":7,"filename":"a.mp4","display_name":"%1"})"_ba
                             << u"source"_s;
    QTest::newRow("outputs") << u"GET /api/outputs/branded"_s << u"outputs"_s
                             << R"({"id":7,"output_filename":"a.mp4","brand_name":"%1"})"_ba
                             << u"output"_s;
}

void TestOrchestratorTrouble::idsThatStandTwiceAreNamed()
{
    QFETCH(QString, call);
    QFETCH(QString, list);
    QFETCH(QByteArray, row);
    QFETCH(QString, kind);
    signIn();
    const QByteArray rows = QByteArray(row).replace("%1", "one") + ','
        + QByteArray(row).replace("%1", "two") + ',' + QByteArray(row).replace("7", "8");
    m_server->said.insert(
        call, { 200, R"({"success":true,")" + list.toLatin1() + R"(":[)" + rows + "]}" });
    m_peer->read(true);
    QCOMPARE(m_peer->issues.size(), 1U);
    QVERIFY2(isSaid(u"twice"_s) && isSaid(u"7"_s),
             qPrintable(m_peer->issues.front().failure.detail));
    QCOMPARE(m_peer->items[kind].size(), 2U);
}

void TestOrchestratorTrouble::otherRedirectsNameTheirAddress()
{
    const test::OrchestratorServer::Said moved{ 301,
                                                {},
                                                "Location: https://brandr.example/portal/x\r\n" };
    const QString there = u"https://brandr.example"_s;
    m_server->said.insert(u"POST /portal/login"_s, moved);
    const wire::Credentials any{ wire::SignInKind::Password,
                                 { { u"email"_s, Secret("a") }, { u"password"_s, Secret("b") } } };
    m_peer->ask(*dialect().signIn(any, m_peer->facts));
    const QString reason = m_peer->said<wire::SignInRefused>().at(0).reason;
    QVERIFY2(reason.contains(there), qPrintable(reason));
    m_server->said.clear();
    signIn();
    m_server->said.insert(u"GET /api/usage"_s, moved);
    m_peer->read(true);
    QVERIFY(isSaid(there));
    QVERIFY(m_peer->said<wire::SignInRefused>().empty());
    m_server->said.insert(u"DELETE /api/brands/%1"_s.arg(m_brand), moved);
    const auto settled = act(u"brand.delete"_s, QString::number(m_brand));
    QVERIFY(settled.verdict == Verdict::Invalid);
    QVERIFY2(settled.message.contains(there), qPrintable(settled.message));
}

void TestOrchestratorTrouble::lockedBrandsAreNotOfferedChanges()
{
    m_server->brandRow(m_brand).insert("is_locked"_L1, 1);
    signIn();
    const QString state = m_peer->items[u"brand"_s].begin()->second.state;
    QCOMPARE(state, u"locked"_s);
    const auto can = dialect().capabilities(m_peer->facts);
    int changes = 0;
    for (const wire::ActionOffer &offer : can.offers) {
        if (offer.target != u"brand"_s)
            continue;
        const bool copies = offer.name == u"brand.duplicate"_s;
        QCOMPARE(offer.states.isEmpty() || offer.states.contains(state), copies);
        changes += copies ? 0 : 1;
    }
    QCOMPARE(changes, 5);
}

void TestOrchestratorTrouble::filesThatAreTooLargeDoNotLeave()
{
    signIn();
    constexpr qint64 most = 500LL * 1024 * 1024; // of the whole body (c1.0)
    const auto out
        = m_peer->run(wire::UploadMedia{ EditId{ u"up"_s }, u"/x/film.mp4"_s, 0, {}, most });
    QVERIFY(!out);
    QCOMPARE(int(out.error().code), int(Failure::Code::TooLarge));
    const auto can = dialect().capabilities(m_peer->facts);
    for (const wire::ActionOffer &offer : can.offers) {
        for (const wire::FieldSpec &field : offer.fields) {
            const bool isFile = field.type == wire::FieldSpec::Type::File;
            QVERIFY2(!isFile || (field.maximum > 0 && field.maximum < double(most)),
                     qPrintable(offer.name));
        }
    }
}

void TestOrchestratorTrouble::brandsThatWouldBeRefusedAreMarkedBefore()
{
    m_server->said.insert(
        u"GET /api/brands"_s,
        { 200,
          R"({"success":true,"brands":[)"
          R"({"id":1,"name":"A","display_name":"Whole","is_ready":true,"logo_path":"l.png",)"
          R"("watermark_path":null},)"
          R"({"id":2,"name":"B","display_name":"Text only","is_ready":true,"logo_path":null,)"
          R"("watermark_path":null,"text_enabled":1},)"
          R"({"id":3,"name":"C","display_name":"Without paths","is_ready":true}]})" });
    signIn();
    auto &brands = m_peer->items[u"brand"_s];
    QCOMPARE(brands[u"1"_s].state, u"ready"_s);
    QCOMPARE(brands[u"2"_s].state, u"incomplete"_s); // whatever the list says of it
    QCOMPARE(brands[u"3"_s].state, u"ready"_s);
    const auto can = dialect().capabilities(m_peer->facts);
    const auto offer = std::ranges::find(can.offers, u"source.process"_s, &wire::ActionOffer::name);
    const QStringList labels = offer->fields.front().choiceLabels;
    QCOMPARE(labels.value(0), u"Whole"_s);
    QVERIFY2(labels.value(1) != u"Text only"_s && labels.value(1).startsWith(u"Text only"_s),
             qPrintable(labels.join(u'|')));
    QCOMPARE(labels.value(2), u"Without paths"_s);
}

void TestOrchestratorTrouble::theLimitOfLinksIsSaidBefore_data()
{
    QTest::addColumn<QString>("tier");
    QTest::addColumn<int>("most");
    QTest::newRow("Explorer") << u"Explorer"_s << 5;
    QTest::newRow("Creator") << u"Creator"_s << 10;
    QTest::newRow("Studio") << u"Studio"_s << 15;
    QTest::newRow("Platinum") << u"Platinum"_s << 20;
    QTest::newRow("Elite") << u"Elite"_s << 5;
    QTest::newRow("a new one") << u"Diamond"_s << 0;
}

void TestOrchestratorTrouble::theLimitOfLinksIsSaidBefore()
{
    QFETCH(QString, tier);
    QFETCH(int, most);
    m_server->tier = tier;
    signIn();
    const auto can = dialect().capabilities(m_peer->facts);
    const auto offer = std::ranges::find(can.offers, u"source.fetch"_s, &wire::ActionOffer::name);
    const QString hint = offer->fields.front().hint;
    QVERIFY2(hint.contains(u"0 / 500"_s), qPrintable(hint));
    QCOMPARE(hint.contains(u"at once"_s), most > 0);
    QVERIFY2(most == 0 || hint.contains(u" %1 at once"_s.arg(most)), qPrintable(hint));
}

void TestOrchestratorTrouble::anUnknownStatusIsShownAndNamed()
{
    signIn();
    const QString id = startRender();
    m_server->said.insert(u"GET /api/videos/brand-job/"_s + id,
                          { 200, R"({"status":"Deferred","progress":140,"message":""})" });
    m_peer->read(false);
    QVERIFY(m_peer->jobs[id].state == wire::JobState::Running);
    QCOMPARE(m_peer->jobs[id].message, u"Deferred"_s);
    QVERIFY(!m_peer->jobs[id].progress);
    QVERIFY(isSaid(u"Deferred"_s) && isSaid(u"progress"_s));
}

void TestOrchestratorTrouble::aServerThatGoesBackwardsIsShownAsItIs()
{
    signIn();
    const QString id = startRender();
    const QString call = u"GET /api/videos/brand-job/"_s + id;
    for (const double progress : { 60.0, 20.0 }) {
        m_server->said.insert(
            call,
            { 200, R"({"status":"processing","progress":)" + QByteArray::number(progress) + '}' });
        m_peer->read(false);
        QCOMPARE(m_peer->jobs[id].progress, std::optional(progress));
    }
    m_server->said.insert(call, { 200, R"({"status":"queued"})" });
    m_peer->read(false);
    QVERIFY(m_peer->jobs[id].state == wire::JobState::Queued);
}

void TestOrchestratorTrouble::anotherProgramAtTheAddressIsNamed()
{
    signIn();
    m_server->said.insert(u"GET /health"_s,
                          { 200, R"({"status":"ok","hub":"h1","epoch":"e1","version":"1"})" });
    m_peer->read(false);
    QVERIFY2(m_peer->notices.join(u' ').contains(u"another program"_s),
             qPrintable(m_peer->notices.join(u' ')));
    QVERIFY(dialect().capabilities(m_peer->facts).repeatSafe); // as a hub
    m_peer->notices.clear();
    m_server->said.clear();
    m_peer->read(true);
    QVERIFY(m_peer->notices.join(u' ').contains(u"another program"_s));
    QVERIFY(!dialect().capabilities(m_peer->facts).repeatSafe);
}

void TestOrchestratorTrouble::aSilentStrangerIsBusy()
{
    m_server->hold();
    m_peer->patience = 200;
    m_peer->read(true);
    QCOMPARE(m_peer->said<wire::Standing>().size(), 1U);
    QVERIFY(m_peer->said<wire::Standing>().back().kind == Kind::Busy);
    m_server->release();
    m_peer->patience = 20'000;
    m_peer->read(true);
    QVERIFY(m_peer->said<wire::Standing>().back().kind == Kind::Usual);
}

QTEST_GUILESS_MAIN(TestOrchestratorTrouble)
#include "tst_orchestrator_trouble.moc"
