// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/imagetools_recordings.h"

#include <QTest>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;

/// The seed's operations as a server tells them that is not always honest: what it says is shown,
/// and what cannot be is named.
class TestImagetoolsOperations final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_facts = seedFacts(); }

    void whatIsToldIsShown();
    void impossibleFiguresAreInTheWords();
    void progressThatGoesBackIsShownAndNamed();
    void aSecondStartIsNamed();
    void aSecondEndIsNamed();
    void progressAfterTheEndIsNamed();
    void aChangedTypeIsShownAndNamed();
    void nothingIsNamedOfAnHonestOne();
    void whatIsRememberedHasAnEnd();
    void eachHasItsOwnWayToBeCancelled();
    void whatCannotBeCancelledIsNotAskedTo();
    void theWayToCancelMayComeFromTheStatus();
    void repeatedIdsInListsAreNamed();
    void anotherServiceIsNamed();
    void theProgramsPingsOnTheSeedsPathAreNamed();

private:
    /// As a session takes it: what was learnt is known to the next.
    wire::Decoded tell(const QByteArray &type, const QByteArray &data)
    {
        auto decoded = imageTools().decode(
            wire::Frame{ wire::Frame::Kind::Text,
                         "{\"type\":\"operation." + type
                             + "\",\"timestamp\":\"2026-02-07T12:34:56Z\",\"data\":" + data + "}" },
            m_facts);
        if (decoded.learnt)
            m_facts = *decoded.learnt;
        return decoded;
    }
    wire::Decoded progress(int percent)
    {
        return tell("progress",
                    "{\"operation_id\":\"o\",\"progress\":" + QByteArray::number(percent) + "}");
    }
    Expected<wire::Outgoing> cancel(const QString &id) const
    {
        return imageTools().encode(
            wire::ControlJob{ someEdit, { u"operation:"_s + id }, wire::JobAction::Cancel, 0, {} },
            m_facts);
    }
    bool canCancel() const
    {
        return imageTools().capabilities(m_facts).action(wire::JobAction::Cancel).offered;
    }

    wire::SessionFacts m_facts;
};

void TestImagetoolsOperations::whatIsToldIsShown()
{
    const auto decoded
        = tell("progress", R"({"operation_id":"o","progress":80,"current":9,"total":20})");
    const auto moved = eventsOf<wire::JobProgressed>(decoded)[0];
    QCOMPARE(*moved.progress, 80.0);
    QCOMPARE(*moved.message, u"9 of 20"_s);
    QCOMPARE(decoded.issues.size(), 1U);
    QVERIFY(decoded.issues[0].failure.detail.contains(u"9 of 20 is 45"_s));
}

void TestImagetoolsOperations::impossibleFiguresAreInTheWords()
{
    const auto above = tell("progress", R"({"operation_id":"o","progress":130,"message":"on"})");
    QVERIFY(!eventsOf<wire::JobProgressed>(above)[0].progress);
    QCOMPARE(*eventsOf<wire::JobProgressed>(above)[0].message, u"130 % · on"_s);
    QCOMPARE(above.issues.size(), 1U);
    const auto more = tell("progress", R"({"operation_id":"o","current":21,"total":20})");
    QCOMPARE(*eventsOf<wire::JobProgressed>(more)[0].message, u"21 of 20"_s);
    QCOMPARE(more.issues.size(), 1U);
}

void TestImagetoolsOperations::progressThatGoesBackIsShownAndNamed()
{
    QVERIFY(progress(45).issues.empty());
    const auto back = progress(30);
    QCOMPARE(*eventsOf<wire::JobProgressed>(back)[0].progress, 30.0);
    QCOMPARE(back.issues.size(), 1U);
    QVERIFY2(back.issues[0].failure.detail.contains(u"\"o\""_s),
             qPrintable(back.issues[0].failure.detail));
    QVERIFY(back.issues[0].failure.detail.contains(u"45"_s));
    QVERIFY(back.issues[0].failure.detail.contains(u"30"_s));
    QVERIFY(progress(30).issues.empty()); // said once
    QVERIFY(progress(31).issues.empty());
}

void TestImagetoolsOperations::aSecondStartIsNamed()
{
    const QByteArray start = R"({"operation_id":"o","operation_type":"bulk_compress"})";
    QVERIFY(tell("started", start).issues.empty());
    progress(45);
    const auto again = tell("started", start);
    QCOMPARE(again.issues.size(), 1U);
    QVERIFY(again.issues[0].failure.detail.contains(u"\"o\""_s));
    QCOMPARE(eventsOf<wire::JobSeen>(again).size(), 1U);
    QVERIFY(progress(10).issues.empty()); // it began anew
    tell("completed", R"({"operation_id":"o"})");
    QCOMPARE(tell("started", start).issues.size(), 1U); // the id was used up
}

void TestImagetoolsOperations::aSecondEndIsNamed()
{
    QVERIFY(tell("completed", R"({"operation_id":"o"})").issues.empty());
    const auto failed = tell("failed", R"({"operation_id":"o","error":"no"})");
    QCOMPARE(failed.issues.size(), 1U);
    QCOMPARE(eventsOf<wire::JobStateSeen>(failed)[0].state, wire::JobState::Failed);
}

void TestImagetoolsOperations::progressAfterTheEndIsNamed()
{
    tell("completed", R"({"operation_id":"o"})");
    const auto late = progress(50);
    QCOMPARE(late.issues.size(), 1U);
    QVERIFY(late.issues[0].failure.detail.contains(u"end"_s));
}

void TestImagetoolsOperations::aChangedTypeIsShownAndNamed()
{
    tell("started", R"({"operation_id":"o","operation_type":"bulk_compress"})");
    const auto other = tell(
        "progress", R"({"operation_id":"o","operation_type":"remove_background","progress":5})");
    QCOMPARE(other.issues.size(), 1U);
    QVERIFY(other.issues[0].failure.detail.contains(u"bulk_compress"_s));
    QVERIFY(other.issues[0].failure.detail.contains(u"remove_background"_s));
    const auto seen = eventsOf<wire::JobSeen>(other);
    QCOMPARE(seen.size(), 1U);
    QCOMPARE(seen[0].job.name, u"remove_background"_s);
    QCOMPARE(*seen[0].job.progress, 5.0);
    QVERIFY(progress(6).issues.empty());
}

void TestImagetoolsOperations::nothingIsNamedOfAnHonestOne()
{
    // Connected in the middle of it: its name comes with the progress.
    const auto first = tell(
        "progress",
        R"({"operation_id":"o","operation_type":"bulk_compress","progress":45,"current":9,"total":20})");
    QVERIFY(first.issues.empty());
    QCOMPARE(eventsOf<wire::JobSeen>(first)[0].job.name, u"bulk_compress"_s);
    for (const int percent : { 50, 50, 75, 100 })
        QVERIFY(progress(percent).issues.empty());
    QVERIFY(tell("completed", R"({"operation_id":"o"})").issues.empty());
    QVERIFY(
        tell("started", R"({"operation_id":"p","operation_type":"bulk_compress"})").issues.empty());
}

void TestImagetoolsOperations::whatIsRememberedHasAnEnd()
{
    const auto bytes = [this] {
        qsizetype sum = 0;
        for (const QString &value : std::as_const(m_facts.extra))
            sum += value.size();
        return sum + m_facts.extra.size() * 50;
    };
    for (int i = 0; i < 1000; ++i)
        tell("started",
             "{\"operation_id\":\"" + QByteArray::number(i) + "\",\"operation_type\":\"bulk\"}");
    QVERIFY(bytes() < 100'000);
}

void TestImagetoolsOperations::eachHasItsOwnWayToBeCancelled()
{
    tell("started", R"({"operation_id":"a","cancel_url":"/api/v1/tasks/77/stop"})");
    tell("started", R"({"operation_id":"b","cancellable":true})");
    QVERIFY(canCancel());
    QCOMPARE(cancel(u"a"_s)->requests[0].url.path(), u"/api/v1/tasks/77/stop"_s);
    QCOMPARE(cancel(u"b"_s)->requests[0].url.path(), u"/api/v1/operations/b/cancel"_s);
    // Never to another server, whatever it says.
    const auto own = [](const QUrl &url) { return url.host() == "127.0.0.1"_L1; };
    tell("started", R"({"operation_id":"c","cancel_url":"//evil.example/stop"})");
    QVERIFY(!cancel(u"c"_s) || own(cancel(u"c"_s)->requests[0].url));
    tell("started", R"({"operation_id":"d","cancel_url":"http://evil.example/stop"})");
    QVERIFY(!cancel(u"d"_s) || own(cancel(u"d"_s)->requests[0].url));
}

void TestImagetoolsOperations::whatCannotBeCancelledIsNotAskedTo()
{
    tell("started", R"({"operation_id":"a","cancellable":true})");
    tell("started", R"({"operation_id":"b","cancellable":false})");
    QVERIFY(cancel(u"a"_s));
    QCOMPARE(cancel(u"b"_s).error().code, Failure::Code::Unsupported);
    QCOMPARE(cancel(u"b"_s).error().detail, u"notAnnounced"_s);
    // It may become so.
    tell("progress", R"({"operation_id":"b","progress":10,"cancellable":true})");
    QVERIFY(cancel(u"b"_s));
}

void TestImagetoolsOperations::theWayToCancelMayComeFromTheStatus()
{
    const auto decoded = imageTools().decode(
        wire::Frame{ wire::Frame::Kind::Text,
                     R"({"type":"connection.status","data":{"status":"connected",)"
                     R"("cancel_url":"/api/v1/operations/{operation_id}/abort"}})" },
        m_facts);
    QVERIFY(decoded.learnt);
    m_facts = *decoded.learnt;
    QCOMPARE(cancel(u"x"_s)->requests[0].url.path(), u"/api/v1/operations/x/abort"_s);
    // One that names no operation is the way of none.
    m_facts = seedFacts();
    const auto plain = imageTools().decode(
        wire::Frame{ wire::Frame::Kind::Text,
                     R"({"type":"connection.status","data":{"cancel_url":"/stop"}})" },
        m_facts);
    if (plain.learnt)
        m_facts = *plain.learnt;
    QVERIFY(!canCancel());
}

void TestImagetoolsOperations::repeatedIdsInListsAreNamed()
{
    const auto list = [](const QString &tag, const QByteArray &body) {
        return imageTools().decode(asked(tag), answer(200, body), programFacts());
    };
    const auto images = list(
        u"images"_s,
        R"([{"id":"a","original_filename":"1"},{"id":"a","original_filename":"2"},{"id":"b"}])");
    QCOMPARE(images.issues.size(), 1U);
    QVERIFY(images.issues[0].failure.detail.contains(u"\"a\""_s));
    const auto items = eventsOf<wire::ItemsReplaced>(images)[0].items;
    QCOMPARE(items.size(), 2U);
    QCOMPARE(items[0].name, u"1"_s); // newest first: the first is what stands
    const auto history = list(u"history i"_s,
                              R"([{"image_id":"i","sequence":1,"operation_type":"flip"},)"
                              R"({"image_id":"i","sequence":1,"operation_type":"rotate"}])");
    QCOMPARE(history.issues.size(), 1U);
    const auto devices = list(u"addons []"_s, R"([{"id":"a"},{"id":"a"}])");
    QCOMPARE(devices.issues.size(), 1U);
}

void TestImagetoolsOperations::anotherServiceIsNamed()
{
    const auto own = imageTools().decode(
        asked(u"version"_s),
        answer(200, R"({"version":"1.11.3","service":"ImageTools Backend API"})"), programFacts());
    QVERIFY(own.issues.empty());
    const auto other = imageTools().decode(
        asked(u"version"_s), answer(200, R"({"version":"3.1","service":"Bridge"})"), *own.learnt);
    QCOMPARE(other.issues.size(), 1U);
    QVERIFY(other.issues[0].failure.detail.contains(u"Bridge"_s));
    QCOMPARE(eventsOf<wire::NoticeSeen>(other).size(), 1U);
    // Said once to people, while it stands so.
    const auto still = imageTools().decode(
        asked(u"version"_s), answer(200, R"({"version":"3.1","service":"Bridge"})"), *other.learnt);
    QVERIFY(eventsOf<wire::NoticeSeen>(still).empty());
}

void TestImagetoolsOperations::theProgramsPingsOnTheSeedsPathAreNamed()
{
    const wire::Frame ping{ wire::Frame::Kind::Text, R"({"type":"ping","timestamp":2149.5})" };
    const auto first = imageTools().decode(ping, seedFacts());
    QCOMPARE(first.issues.size(), 1U);
    QVERIFY(imageTools().decode(ping, *first.learnt).issues.empty());
    QVERIFY(imageTools().decode(ping, programFacts()).issues.empty());
}

QTEST_GUILESS_MAIN(TestImagetoolsOperations)
#include "tst_imagetools_operations.moc"
