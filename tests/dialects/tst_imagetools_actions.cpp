// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/imagetools_recordings.h"

#include <QTest>

#include <algorithm>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using Trouble = wire::HttpReply::Trouble;
using Verdict = wire::EditSettled::Verdict;

namespace {

Expected<wire::Outgoing> run(const QString &action, const QJsonObject &arguments = {},
                             const QString &target = u"i-1"_s,
                             const wire::SessionFacts &facts = programFacts())
{
    return imageTools().encode(wire::RunAction{ someEdit, action, target, arguments }, facts);
}

QJsonObject bodyOf(const wire::HttpRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

const QByteArray noHistory = "[]";
const QByteArray oneEdit
    = R"([{"id":"aaaaaaaa-1","image_id":"i-1","operation_type":"rotate","sequence":1}])";

/// The operation itself, after the history was read.
wire::HttpRequest second(const Expected<wire::Outgoing> &out, const QByteArray &history = noHistory,
                         const wire::SessionFacts &facts = programFacts())
{
    const auto decoded = imageTools().decode(out->requests[0], answer(200, history), facts);
    return decoded.followUps.empty() ? wire::HttpRequest() : decoded.followUps[0];
}

} // namespace

class TestImagetoolsActions final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void historyIsReadFirst();
    void bodiesAreAsThePageSays_data();
    void bodiesAreAsThePageSays();
    void figuresOfOtherPresetsAreLeftOut();
    void uploadsAreForms();
    void seedUploadsNameTheirSource();
    void filesAreCheckedBeforeTheyLeave();
    void editedPicturesAreSentWhole();
    void everythingElseIsOneRequest_data();
    void everythingElseIsOneRequest();
    void argumentsAreChecked_data();
    void argumentsAreChecked();
    void tagsAreCleanedAsTheServerDoes();
    void slowRequestsHaveTime();
    void writesWaitForEachOther();
    void resultsAreMeasured_data();
    void resultsAreMeasured();
    void ratiosThatContradictAreSaid();
    void aDoneEditReadsTheImageAgain();
    void refusalsAreExplained();
    void lateBackgroundRemovalIsNotEvenTried();
    void deletedIsDeleted();
    void anInvalidUserIsAskedAnew();
    void linksAreTold();
    void silenceIsLookedInto();
    void anUndoIsSeenByWhatIsMissing();
    void lostUploadsAreLookedFor();
    void whatMayBeDoneTwiceIsDoneAgain();
    void whatNeverLeftIsLeftAlone();
    void overdueEditsAreAskedAbout();
    void detailsOfAnImage();
    void dangersAreNamed();
    void strangeCommandsAreRefused();
};

void TestImagetoolsActions::historyIsReadFirst()
{
    for (const auto &[action, arguments] : std::vector<std::pair<QString, QJsonObject>>{
             { u"image.rotate"_s, {} },
             { u"image.flip"_s, {} },
             { u"image.resize"_s, { { "width"_L1, 10 }, { "height"_L1, 10 } } },
             { u"image.compress"_s, {} },
             { u"image.background"_s, {} },
             { u"image.undo"_s, {} } }) {
        const auto out = run(action, arguments);
        QVERIFY(out);
        QCOMPARE(out->requests.size(), 1U);
        QCOMPARE(out->requests[0].method, QByteArray("GET"));
        QCOMPARE(out->requests[0].url.path(), u"/api/v1/history/i-1"_s);
        QCOMPARE(out->requests[0].edit, someEdit);
        const auto next = second(out);
        QCOMPARE(next.method, QByteArray("POST"));
        QCOMPARE(next.edit, someEdit);
    }
    const auto none = run(u"image.rotate"_s);
    const auto gone = imageTools().decode(
        none->requests[0], answer(404, R"({"detail":"Image not found"})"), programFacts());
    QCOMPARE(eventsOf<wire::EditSettled>(gone)[0].message, u"Image not found"_s);
    QCOMPARE(eventsOf<wire::ItemRemoved>(gone)[0].id.text, u"i-1"_s);
}

void TestImagetoolsActions::bodiesAreAsThePageSays_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QJsonObject>("arguments");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("rotate") << u"image.rotate"_s << QJsonObject{ { "degrees"_L1, u"270"_s } }
                            << u"/api/v1/images/i-1/rotate"_s << QByteArray(R"({"degrees":270})");
    QTest::newRow("rotate by number")
        << u"image.rotate"_s << QJsonObject{ { "degrees"_L1, 180 } }
        << u"/api/v1/images/i-1/rotate"_s << QByteArray(R"({"degrees":180})");
    QTest::newRow("flip") << u"image.flip"_s << QJsonObject{ { "direction"_L1, u"vertical"_s } }
                          << u"/api/v1/images/i-1/flip"_s
                          << QByteArray(R"({"direction":"vertical"})");
    QTest::newRow("resize") << u"image.resize"_s
                            << QJsonObject{ { "width"_L1, u"200"_s }, { "height"_L1, 150 } }
                            << u"/api/v1/images/i-1/resize"_s
                            << QByteArray(R"({"height":150,"width":200})");
    QTest::newRow("compress") << u"image.compress"_s << QJsonObject{ { "preset"_L1, u"email"_s } }
                              << u"/api/v1/compression/i-1"_s
                              << QByteArray(R"({"preset":"email"})");
    QTest::newRow("custom") << u"image.compress"_s
                            << QJsonObject{ { "preset"_L1, u"custom"_s },
                                            { "quality"_L1, 50 },
                                            { "max_width"_L1, 300 },
                                            { "max_height"_L1, 300 },
                                            { "format"_L1, u"WEBP"_s } }
                            << u"/api/v1/compression/i-1"_s
                            << QByteArray(R"({"format":"WEBP","max_height":300,"max_width":300,)"
                                          R"("preset":"custom","quality":50})");
    QTest::newRow("background")
        << u"image.background"_s << QJsonObject{ { "alpha_matting"_L1, u"true"_s } }
        << u"/api/v1/background/i-1/remove-background"_s
        << QByteArray(R"({"alpha_matting":true,"alpha_matting_background_threshold":10,)"
                      R"("alpha_matting_foreground_threshold":240,"model":"u2net"})");
    QTest::newRow("undo") << u"image.undo"_s << QJsonObject() << u"/api/v1/history/i-1/undo"_s
                          << QByteArray();
}

void TestImagetoolsActions::bodiesAreAsThePageSays()
{
    QFETCH(QString, action);
    QFETCH(QJsonObject, arguments);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    const auto next = second(run(action, arguments));
    QCOMPARE(next.url.path(), path);
    QCOMPARE(next.body, body);
    QVERIFY(next.headers.contains({ "X-User-ID", anonymousUser.toUtf8() }));
}

void TestImagetoolsActions::figuresOfOtherPresetsAreLeftOut()
{
    const auto next
        = second(run(u"image.compress"_s, { { "preset"_L1, u"web"_s }, { "quality"_L1, 10 } }));
    QCOMPARE(next.body, QByteArray(R"({"preset":"web"})"));
    const auto custom = run(u"image.compress"_s, { { "preset"_L1, u"custom"_s } });
    QCOMPARE(custom.error().code, Failure::Code::BadInput);
    QVERIFY(custom.error().detail.contains("quality"_L1));
}

void TestImagetoolsActions::uploadsAreForms()
{
    const auto out = imageTools().encode(
        wire::UploadMedia{ someEdit, u"/home/me/photo.jpg"_s, 0, {}, 1000 }, programFacts());
    const auto &request = out->requests[0];
    QCOMPARE(request.url.path(), u"/api/v1/images"_s);
    QCOMPARE(request.form.size(), 2U);
    QCOMPARE(request.form[0].name, QByteArray("user_id"));
    QCOMPARE(request.form[0].value, anonymousUser.toUtf8());
    QCOMPARE(request.form[1].file, u"/home/me/photo.jpg"_s);
    QCOMPARE(request.form[1].fileName, u"photo.jpg"_s);
    QCOMPARE(request.form[1].contentType, QByteArray("image/jpeg"));
    const auto tagged
        = run(u"image.upload"_s, { { "file"_L1, u"/a.png"_s }, { "tag"_L1, u"Demo"_s } }, {});
    QCOMPARE(tagged->requests[0].form[1].value, QByteArray("Demo"));
    const auto decoded = imageTools().decode(request, recorded(u"010"_s)[0].reply, programFacts());
    QCOMPARE(eventsOf<wire::ItemSeen>(decoded)[0].item.id.text, photo);
    QCOMPARE(eventsOf<wire::EditSettled>(decoded)[0].verdict, Verdict::Applied);
}

void TestImagetoolsActions::seedUploadsNameTheirSource()
{
    const auto out = imageTools().encode(
        wire::UploadMedia{ someEdit, u"/home/me/photo.jpg"_s, 0, {}, 0 }, seedFacts());
    const auto &form = out->requests[0].form;
    const auto value = [&form](const QByteArray &name) {
        return std::ranges::find(form, name, &wire::FormPart::name)->value;
    };
    QCOMPARE(value("session_id"), QByteArray("s-1"));
    QCOMPARE(value("source"), QByteArray("web"));
}

void TestImagetoolsActions::filesAreCheckedBeforeTheyLeave()
{
    for (const char *name : { "/a.txt", "/photo", "/jpg", "/a.jpg.exe" }) {
        const auto out = imageTools().encode(
            wire::UploadMedia{ someEdit, QString::fromUtf8(name), 0, {}, 0 }, programFacts());
        QCOMPARE(out.error().code, Failure::Code::BadInput);
        QVERIFY(!run(u"image.edit"_s, { { "file"_L1, QString::fromUtf8(name) } }));
    }
    auto facts = programFacts();
    facts.extra.insert(u"uploadBytes"_s, u"20971520"_s);
    const wire::UploadMedia large{ someEdit, u"/A.JPG"_s, 0, {}, 20'971'521 };
    QCOMPARE(imageTools().encode(large, facts).error().code, Failure::Code::TooLarge);
    QVERIFY(
        imageTools().encode(wire::UploadMedia{ someEdit, u"/A.JPG"_s, 0, {}, 20'971'520 }, facts));
    QVERIFY(imageTools().encode(large, programFacts())); // nothing was advertised
}

void TestImagetoolsActions::editedPicturesAreSentWhole()
{
    const auto next = second(run(u"image.edit"_s, { { "file"_L1, u"/tmp/crop.png"_s } }));
    QCOMPARE(next.url.path(), u"/api/v1/images/i-1/edit"_s);
    QCOMPARE(next.form.size(), 1U);
    QCOMPARE(next.form[0].name, QByteArray("file"));
    QCOMPARE(next.form[0].contentType, QByteArray("image/png"));
}

void TestImagetoolsActions::everythingElseIsOneRequest_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QJsonObject>("arguments");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const QString &action, const QJsonObject &arguments, const QString &target,
                        const QString &line, const QByteArray &body = {}) {
        QTest::newRow(qPrintable(action)) << action << arguments << target << line << body;
    };
    row(u"image.tags"_s, { { "tags"_L1, QJsonArray{ u"a"_s } } }, u"i-1"_s,
        u"PUT /api/v1/images/i-1/tags"_s, R"({"tags":["a"]})");
    row(u"image.pin"_s, {}, u"i-1"_s, u"PUT /api/v1/images/i-1/pin"_s, R"({"duration_days":90})");
    row(u"image.unpin"_s, {}, u"i-1"_s, u"DELETE /api/v1/images/i-1/pin"_s);
    row(u"image.delete"_s, {}, u"a/b"_s, u"DELETE /api/v1/images/a%2Fb"_s);
    row(u"image.restore"_s, { { "sequence"_L1, 2 } }, u"i-1"_s,
        u"POST /api/v1/history/i-1/restore"_s, R"({"sequence":2})");
    row(u"history.restore"_s, {}, u"i-1:3"_s, u"POST /api/v1/history/i-1/restore"_s,
        R"({"sequence":3})");
    row(u"image.history"_s, {}, u"i-1"_s, u"GET /api/v1/history/i-1"_s);
    row(u"image.exif"_s, {}, u"i-1"_s, u"GET /api/v1/images/i-1/exif"_s);
    row(u"image.link"_s, {}, u"i-1"_s, u"POST /api/v1/images/i-1/presigned-url"_s,
        R"({"ttl_days":7})");
    row(u"image.unlink"_s, {}, u"i-1"_s, u"DELETE /api/v1/images/i-1/presigned-urls"_s);
    row(u"image.share"_s, {}, u"i-1"_s, u"POST /api/v1/images/i-1/share"_s);
    row(u"device.revoke"_s, {}, u"pairing:p"_s, u"DELETE /api/v1/mobile/pairings/p"_s);
    row(u"device.revokePhones"_s, {}, {},
        u"POST /api/v1/mobile/pairings/user/%1/revoke-all"_s.arg(anonymousUser));
    row(u"device.revokeAddons"_s, {}, {},
        u"POST /api/v1/addon/authorizations/user/%1/revoke-all"_s.arg(anonymousUser));
}

void TestImagetoolsActions::everythingElseIsOneRequest()
{
    QFETCH(QString, action);
    QFETCH(QJsonObject, arguments);
    QFETCH(QString, target);
    QFETCH(QString, line);
    QFETCH(QByteArray, body);
    const auto out = run(action, arguments, target);
    QVERIFY(out);
    QCOMPARE(out->requests.size(), 1U);
    const auto &request = out->requests[0];
    QCOMPARE(QString::fromLatin1(request.method) + u' ' + request.url.path(QUrl::FullyEncoded),
             line);
    QCOMPARE(request.body, body);
    const auto addon = run(u"device.revoke"_s, {}, u"addon:a"_s);
    QCOMPARE(addon->requests[0].url.path(), u"/api/v1/addon/authorizations/a"_s);
}

void TestImagetoolsActions::argumentsAreChecked_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QJsonObject>("arguments");
    QTest::addColumn<QString>("named");
    const auto row
        = [](const char *name, const QString &action, const QJsonObject &arguments,
             const QString &named) { QTest::newRow(name) << action << arguments << named; };
    row("degrees", u"image.rotate"_s, { { "degrees"_L1, 45 } }, u"degrees"_s);
    row("direction", u"image.flip"_s, { { "direction"_L1, u"up"_s } }, u"direction"_s);
    row("missing", u"image.resize"_s, { { "width"_L1, 5 } }, u"height"_s);
    row("zero", u"image.resize"_s, { { "width"_L1, 0 }, { "height"_L1, 5 } }, u"width"_s);
    row("fraction", u"image.resize"_s, { { "width"_L1, 1.5 }, { "height"_L1, 5 } }, u"width"_s);
    row("word", u"image.resize"_s, { { "width"_L1, u"wide"_s }, { "height"_L1, 5 } }, u"width"_s);
    row("quality", u"image.compress"_s, { { "quality"_L1, 101 } }, u"quality"_s);
    row("preset", u"image.compress"_s, { { "preset"_L1, u"nope"_s } }, u"preset"_s);
    row("threshold", u"image.background"_s, { { "alpha_matting_foreground_threshold"_L1, 256 } },
        u"alpha_matting_foreground_threshold"_s);
    row("flag", u"image.background"_s, { { "alpha_matting"_L1, u"maybe"_s } }, u"alpha_matting"_s);
    row("short pin", u"image.pin"_s, { { "duration_days"_L1, 0 } }, u"duration_days"_s);
    row("long pin", u"image.pin"_s, { { "duration_days"_L1, 3651 } }, u"duration_days"_s);
    row("tags", u"image.tags"_s, { { "tags"_L1, 7 } }, u"tags"_s);
    row("tag", u"image.tags"_s, { { "tags"_L1, QJsonArray{ 7 } } }, u"tags"_s);
    row("no file", u"image.edit"_s, {}, u"file"_s);
    row("relative file", u"image.edit"_s, { { "file"_L1, u"a.png"_s } }, u"file"_s);
    row("too much", u"image.undo"_s, { { "times"_L1, 2 } }, u"times"_s);
    row("sequence", u"image.restore"_s, { { "sequence"_L1, 0 } }, u"sequence"_s);
}

void TestImagetoolsActions::argumentsAreChecked()
{
    QFETCH(QString, action);
    QFETCH(QJsonObject, arguments);
    QFETCH(QString, named);
    const auto out = run(action, arguments);
    QVERIFY(!out);
    QCOMPARE(out.error().code, Failure::Code::BadInput);
    QVERIFY2(out.error().detail.contains(named), qPrintable(out.error().detail));
}

void TestImagetoolsActions::tagsAreCleanedAsTheServerDoes()
{
    const QString large(100, u'x');
    const auto out
        = run(u"image.tags"_s,
              { { "tags"_L1,
                  QJsonArray{ u" Receipts "_s, u"receipts"_s, u"Holiday"_s, QString(), large } } });
    const QJsonArray tags = bodyOf(out->requests[0])["tags"_L1].toArray();
    QCOMPARE(tags, (QJsonArray{ u"Receipts"_s, u"Holiday"_s, large.left(64) }));
    const auto words = run(u"image.tags"_s, { { "tags"_L1, u"a, b"_s } });
    QCOMPARE(bodyOf(words->requests[0])["tags"_L1].toArray(), (QJsonArray{ u"a"_s, u"b"_s }));
    QCOMPARE(run(u"image.tags"_s)->requests[0].body, QByteArray(R"({"tags":[]})"));
}

void TestImagetoolsActions::slowRequestsHaveTime()
{
    QCOMPARE(second(run(u"image.background"_s)).timeout, Millis(600'000));
    QVERIFY(second(run(u"image.compress"_s)).timeout >= Millis(300'000));
    const auto can = imageTools().capabilities(programFacts());
    for (const wire::ActionOffer &offer : can.offers)
        QCOMPARE(offer.slow,
                 offer.name == "image.background"_L1 || offer.name == "image.compress"_L1);
}

void TestImagetoolsActions::writesWaitForEachOther()
{
    const QString lane
        = imageTools().lane(wire::RunAction{ someEdit, u"image.flip"_s, u"a"_s, {} });
    QVERIFY(!lane.isEmpty());
    QCOMPARE(imageTools().lane(wire::RunAction{ someEdit, u"image.delete"_s, u"b"_s, {} }), lane);
    QCOMPARE(imageTools().lane(wire::UploadMedia{ someEdit, u"/a.png"_s, 0, {}, 0 }), lane);
    // To cancel does not wait for what is to be cancelled.
    QCOMPARE(
        imageTools().lane(wire::ControlJob{ someEdit, { u"o"_s }, wire::JobAction::Cancel, 0, {} }),
        QString());
}

void TestImagetoolsActions::resultsAreMeasured_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("words");
    QTest::newRow("compress") << u"image.compress"_s << u"034"_s
                              << u"saved 43.8 % (164.0 KB to 92.2 KB)"_s;
    QTest::newRow("background") << u"image.background"_s << u"076"_s
                                << u"4.69 times the size (164.0 KB to 768.4 KB), model "
                                   "isnet-general-use"_s;
    QTest::newRow("rotate") << u"image.rotate"_s << u"022"_s << u"480 × 640, 157.3 KB"_s;
    QTest::newRow("flip") << u"image.flip"_s << u"026"_s << u"480 × 640, 154.6 KB"_s;
    QTest::newRow("resize") << u"image.resize"_s << u"027"_s << u"480 × 640 to 200 × 150, 9.6 KB"_s;
}

void TestImagetoolsActions::resultsAreMeasured()
{
    QFETCH(QString, action);
    QFETCH(QString, file);
    QFETCH(QString, words);
    QJsonObject arguments;
    if (action == "image.resize"_L1)
        arguments = { { "width"_L1, 200 }, { "height"_L1, 150 } };
    const auto decoded = imageTools().decode(second(run(action, arguments)),
                                             recorded(file)[0].reply, programFacts());
    QVERIFY(decoded.issues.empty());
    const auto job = eventsOf<wire::JobSeen>(decoded)[0].job;
    QCOMPARE(job.id.text, QString(u"op:"_s + someEdit.text));
    QCOMPARE(job.state, wire::JobState::Done);
    QCOMPARE(job.message, words);
    QCOMPARE(eventsOf<wire::EditSettled>(decoded)[0].verdict, Verdict::Applied);
}

void TestImagetoolsActions::ratiosThatContradictAreSaid()
{
    const auto compress = [](const QByteArray &body) {
        return imageTools().decode(second(run(u"image.compress"_s)), answer(200, body),
                                   programFacts());
    };
    const auto grown
        = compress(R"({"original_size":100,"compressed_size":110,"compression_ratio":-10.0})");
    QVERIFY(grown.issues.empty());
    QVERIFY(eventsOf<wire::JobSeen>(grown)[0].job.message.startsWith(u"grew by 10.0 %"_s));
    const auto odd
        = compress(R"({"original_size":100,"compressed_size":50,"compression_ratio":2.0})");
    QCOMPARE(odd.issues.size(), 1U);
    // Done is done, whatever it measured.
    const auto empty = compress(R"({"original_size":0,"compressed_size":50})");
    QCOMPARE(eventsOf<wire::EditSettled>(empty)[0].verdict, Verdict::Applied);
    const auto broken = compress(R"({"original_size":"x"})");
    QCOMPARE(eventsOf<wire::EditSettled>(broken)[0].verdict, Verdict::Applied);
    QCOMPARE(broken.issues.size(), 1U);
}

void TestImagetoolsActions::aDoneEditReadsTheImageAgain()
{
    auto facts = programFacts();
    facts.extra.insert(u"history"_s, u"i-1"_s);
    const auto decoded
        = imageTools().decode(second(run(u"image.rotate"_s)), recorded(u"022"_s)[0].reply, facts);
    QCOMPARE(decoded.followUps.size(), 2U);
    QCOMPARE(decoded.followUps[0].url.path(), u"/api/v1/images/i-1"_s);
    QCOMPARE(decoded.followUps[1].url.path(), u"/api/v1/history/i-1"_s);
    const auto after
        = imageTools().decode(decoded.followUps[0], recorded(u"018"_s)[0].reply, facts);
    QCOMPARE(eventsOf<wire::ItemSeen>(after).size(), 1U);
    QCOMPARE(eventsOf<wire::JobSeen>(after)[0].job.name, u"Rotate: photo.jpg"_s);
    QCOMPARE(eventsOf<wire::JobSeen>(after)[0].job.state, wire::JobState::Done);
    // Answers that are the image need no second look.
    const auto pin = run(u"image.pin"_s);
    const auto pinned
        = imageTools().decode(pin->requests[0], recorded(u"042"_s)[0].reply, programFacts());
    QVERIFY(pinned.followUps.empty());
    QCOMPARE(eventsOf<wire::ItemSeen>(pinned)[0].item.state, u"pinned"_s);
}

void TestImagetoolsActions::refusalsAreExplained()
{
    const auto refused = [](const QString &action, const wire::HttpReply &reply) {
        return eventsOf<wire::EditSettled>(
            imageTools().decode(second(run(action)), reply, programFacts()))[0];
    };
    const auto rotated = refused(u"image.rotate"_s, recorded(u"025"_s)[0].reply);
    QCOMPARE(rotated.verdict, Verdict::Invalid);
    QVERIFY(rotated.message.contains("transparency"_L1));
    const auto missing = refused(u"image.background"_s, recorded(u"038"_s)[0].reply);
    QVERIFY(missing.message.contains("rembg"_L1));
    const auto rows = refused(u"image.background"_s,
                              answer(500,
                                     R"({"detail":"Multiple rows were found when one or none )"
                                     R"(was required"})"));
    QVERIFY(rows.message.contains("undo"_L1));
    QCOMPARE(refused(u"image.undo"_s, recorded(u"030"_s)[6].reply).message,
             u"No operations to undo"_s);
}

void TestImagetoolsActions::lateBackgroundRemovalIsNotEvenTried()
{
    QVERIFY(!second(run(u"image.background"_s), oneEdit).url.isEmpty());
    const auto out = run(u"image.background"_s);
    const auto decoded
        = imageTools().decode(out->requests[0], recorded(u"030"_s)[0].reply, programFacts());
    QVERIFY(decoded.followUps.empty());
    const auto settled = eventsOf<wire::EditSettled>(decoded)[0];
    QCOMPARE(settled.verdict, Verdict::Invalid);
    QVERIFY(settled.message.contains("at most one edit"_L1));
}

void TestImagetoolsActions::deletedIsDeleted()
{
    const auto out = run(u"image.delete"_s);
    for (const QString &file : { u"072"_s, u"073"_s }) { // also when somebody else did it
        const auto decoded
            = imageTools().decode(out->requests[0], recorded(file)[0].reply, programFacts());
        QCOMPARE(eventsOf<wire::ItemRemoved>(decoded)[0],
                 (wire::ItemRemoved{ u"image"_s, { u"i-1"_s } }));
        QCOMPARE(eventsOf<wire::EditSettled>(decoded)[0].verdict, Verdict::Applied);
    }
}

void TestImagetoolsActions::anInvalidUserIsAskedAnew()
{
    const auto decoded = imageTools().decode(second(run(u"image.compress"_s)),
                                             recorded(u"033"_s)[0].reply, programFacts());
    QCOMPARE(eventsOf<wire::EditSettled>(decoded)[0].verdict, Verdict::Denied);
    QVERIFY(!decoded.learnt->extra.contains(u"user"_s));
    QCOMPARE(decoded.followUps[0].url.path(), u"/api/v1/users"_s);
}

void TestImagetoolsActions::linksAreTold()
{
    const auto link = run(u"image.link"_s);
    const auto decoded = imageTools().decode(
        link->requests[0],
        answer(200, R"({"url":"http://h/i/a.b","expires_at":"2026-11-28T12:34:37Z"})"),
        programFacts());
    const auto item = eventsOf<wire::ItemSeen>(decoded)[0].item;
    QCOMPARE(wire::fieldOf(item, u"link").toString(), u"http://h/i/a.b"_s);
    QCOMPARE(eventsOf<wire::NoticeSeen>(decoded)[0].text, u"http://h/i/a.b"_s);
    QCOMPARE(decoded.followUps.size(), 1U); // it pins, too
    const auto share = run(u"image.share"_s);
    const auto shared
        = imageTools().decode(share->requests[0], recorded(u"044"_s)[0].reply, programFacts());
    QCOMPARE(eventsOf<wire::NoticeSeen>(shared)[0].text,
             u"http://127.0.0.1:8081/s/SHARE-TOKEN-PLACEHOLDER"_s);
}

void TestImagetoolsActions::silenceIsLookedInto()
{
    auto facts = programFacts();
    const auto out = run(u"image.compress"_s);
    const auto begun = imageTools().decode(out->requests[0], answer(200, oneEdit), facts);
    facts = *begun.learnt;
    for (const Trouble trouble : { Trouble::Timeout, Trouble::Broken }) {
        const auto quiet = imageTools().decode(begun.followUps[0], silence(trouble), facts);
        QVERIFY(eventsOf<wire::EditSettled>(quiet).empty());
        QCOMPARE(quiet.followUps.size(), 1U);
        const auto &question = quiet.followUps[0];
        QCOMPARE(question.url.path(), u"/api/v1/history/i-1"_s);
        QCOMPARE(question.edit, someEdit);
        const auto no = imageTools().decode(question, answer(200, oneEdit), facts);
        QCOMPARE(controlOf<wire::EditUnknown>(no)->edit, someEdit);
        QVERIFY(eventsOf<wire::EditSettled>(no).empty());
        const QByteArray two = oneEdit.chopped(1)
            + R"(,{"id":"bbbbbbbb-2","operation_type":"compress_web","sequence":2}])";
        const auto yes = imageTools().decode(question, answer(200, two), facts);
        QCOMPARE(eventsOf<wire::EditSettled>(yes)[0].verdict, Verdict::Applied);
        QCOMPARE(eventsOf<wire::JobSeen>(yes)[0].job.state, wire::JobState::Done);
        QVERIFY(!yes.learnt->extra.contains(u"edit:"_s + someEdit.text));
        // What another client did meanwhile is not ours.
        QByteArray other = two;
        other.replace("compress_web", "flip");
        QVERIFY(
            controlOf<wire::EditUnknown>(imageTools().decode(question, answer(200, other), facts)));
        const auto mute = imageTools().decode(question, silence(Trouble::Timeout), facts);
        QVERIFY(mute.followUps.empty() && eventCount(mute) == 0);
    }
}

void TestImagetoolsActions::anUndoIsSeenByWhatIsMissing()
{
    const auto next = second(run(u"image.undo"_s), oneEdit);
    const auto quiet = imageTools().decode(next, silence(Trouble::Timeout), programFacts());
    const auto yes = imageTools().decode(quiet.followUps[0], answer(200, "[]"), programFacts());
    QCOMPARE(eventsOf<wire::EditSettled>(yes)[0].verdict, Verdict::Applied);
    const auto no = imageTools().decode(quiet.followUps[0], answer(200, oneEdit), programFacts());
    QVERIFY(controlOf<wire::EditUnknown>(no));
}

void TestImagetoolsActions::lostUploadsAreLookedFor()
{
    auto facts = programFacts();
    facts.extra.insert(u"newest"_s, u"old"_s);
    const auto out = imageTools().encode(
        wire::UploadMedia{ someEdit, u"/home/me/photo.jpg"_s, 0, {}, 0 }, facts);
    const auto quiet = imageTools().decode(out->requests[0], silence(Trouble::Broken), facts);
    const auto &question = quiet.followUps[0];
    QCOMPARE(question.url.path(), QString(u"/api/v1/images/user/"_s + anonymousUser));
    const auto look = [&](const QByteArray &list) {
        return imageTools().decode(question, answer(200, list), facts);
    };
    const auto yes = look(
        R"([{"id":"new","original_filename":"photo.jpg"},{"id":"old","original_filename":"photo.jpg"}])");
    QCOMPARE(eventsOf<wire::EditSettled>(yes)[0].verdict, Verdict::Applied);
    QCOMPARE(eventsOf<wire::ItemsReplaced>(yes)[0].items.size(), 2U);
    QVERIFY(
        controlOf<wire::EditUnknown>(look(R"([{"id":"old","original_filename":"photo.jpg"}])")));
    // The mark itself is gone: nobody can tell.
    const auto unclear = look(R"([{"id":"x","original_filename":"photo.jpg"}])");
    QVERIFY(!controlOf<wire::EditUnknown>(unclear));
    QVERIFY(eventsOf<wire::EditSettled>(unclear).empty());
}

void TestImagetoolsActions::whatMayBeDoneTwiceIsDoneAgain()
{
    for (const QString &action :
         { u"image.tags"_s, u"image.pin"_s, u"image.delete"_s, u"image.unpin"_s }) {
        const auto decoded = imageTools().decode(run(action)->requests[0],
                                                 silence(Trouble::Timeout), programFacts());
        QCOMPARE(controlOf<wire::EditUnknown>(decoded)->edit, someEdit);
        QVERIFY(decoded.followUps.empty());
    }
    const auto first = imageTools().decode(run(u"image.rotate"_s)->requests[0],
                                           silence(Trouble::Timeout), programFacts());
    QVERIFY(controlOf<wire::EditUnknown>(first)); // only looked so far
}

void TestImagetoolsActions::whatNeverLeftIsLeftAlone()
{
    for (const Trouble trouble : { Trouble::Refused, Trouble::Cancelled, Trouble::LocalFile }) {
        const auto decoded
            = imageTools().decode(second(run(u"image.rotate"_s)), silence(trouble), programFacts());
        QVERIFY(decoded.followUps.empty());
        QVERIFY(!controlOf<wire::EditUnknown>(decoded));
        QCOMPARE(decoded.issues.size(), 1U);
    }
}

void TestImagetoolsActions::overdueEditsAreAskedAbout()
{
    QCOMPARE(imageTools().encode(wire::AskStatus{ someEdit }, programFacts()).error().code,
             Failure::Code::Unsupported);
    const auto begun = imageTools().decode(run(u"image.flip"_s)->requests[0],
                                           answer(200, noHistory), programFacts());
    const auto out = imageTools().encode(wire::AskStatus{ someEdit }, *begun.learnt);
    QCOMPARE(out->requests[0].url.path(), u"/api/v1/history/i-1"_s);
    QCOMPARE(out->requests[0].edit, someEdit);
}

void TestImagetoolsActions::detailsOfAnImage()
{
    const auto out = imageTools().encode(wire::FetchDetail{ { u"i-1"_s } }, programFacts());
    QCOMPARE(out->requests.size(), 2U);
    QVERIFY(!imageTools().encode(wire::FetchDetail{ { u"op:1"_s } }, programFacts()));
    const auto history = run(u"image.history"_s);
    const auto decoded
        = imageTools().decode(history->requests[0], recorded(u"030"_s)[0].reply, programFacts());
    QCOMPARE(eventsOf<wire::ItemsReplaced>(decoded)[0].kind, u"history"_s);
    QCOMPARE(decoded.followUps[0].url.path(), u"/api/v1/history/i-1/can-undo"_s);
    QCOMPARE(decoded.learnt->extra.value(u"history"_s), u"i-1"_s);
}

void TestImagetoolsActions::dangersAreNamed()
{
    const auto can = imageTools().capabilities(programFacts());
    const auto offer = [&can](const QString &name) {
        return *std::ranges::find(can.offers, name, &wire::ActionOffer::name);
    };
    QVERIFY(offer(u"image.delete"_s).warning.contains("pinned"_L1));
    QVERIFY(!offer(u"image.background"_s).warning.isEmpty());
    QVERIFY(!offer(u"image.undo"_s).warning.isEmpty());
    QCOMPARE(offer(u"image.unpin"_s).states, QStringList{ u"pinned"_s });
    QVERIFY(offer(u"image.tags"_s).overlay);
    QStringList names;
    for (const wire::ActionOffer &one : can.offers) {
        QVERIFY(!names.contains(one.name));
        names.append(one.name);
    }
    // Background removal is named before the edits that would spoil it.
    QVERIFY(names.indexOf(u"image.background"_s) < names.indexOf(u"image.compress"_s));
}

void TestImagetoolsActions::strangeCommandsAreRefused()
{
    using Code = Failure::Code;
    const auto code = [](const wire::Command &command) {
        return imageTools().encode(command, programFacts()).error().code;
    };
    QCOMPARE(code(wire::AddMedia{ someEdit, { u"/a.mp4"_s }, 0, {} }), Code::Unsupported);
    QCOMPARE(code(wire::AddSample{ someEdit, {} }), Code::Unsupported);
    QCOMPARE(code(wire::ControlJob{ someEdit, { u"op:1"_s }, wire::JobAction::Pause, 0, {} }),
             Code::Unsupported);
    QCOMPARE(run(u"image.crop"_s).error().code, Code::Unsupported);
    QCOMPARE(run(u"image.flip"_s, {}, {}).error().code, Code::BadInput);
    QCOMPARE(run(u"device.revoke"_s, {}, u"toaster:1"_s).error().code, Code::BadInput);
    QCOMPARE(run(u"image.flip"_s, {}, u"i"_s, wire::SessionFacts()).error().code,
             Code::Unauthorised);
}

QTEST_GUILESS_MAIN(TestImagetoolsActions)
#include "tst_imagetools_actions.moc"
