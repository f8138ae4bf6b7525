// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/item_facts.h"
#include "models/metadata_model.h"
#include "models/words.h"
#include "support/fake_clock.h"

#include <QJsonArray>
#include <QTest>

using namespace fw;
using namespace fw::models;
using namespace Qt::StringLiterals;

class TestWords final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void metadataReadsAsWords_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("duration") << u"DURATION"_s << QJsonValue(151.2) << u"2:31"_s;
        QTest::newRow("duration as text")
            << u"DURATION"_s << QJsonValue(u"3840"_s) << u"1 h 04 m"_s;
        QTest::newRow("nonsense duration") << u"DURATION"_s << QJsonValue(u"soon"_s) << u"soon"_s;
        QTest::newRow("endless duration") << u"DURATION"_s << QJsonValue(1e300) << u"1e+300"_s;
        QTest::newRow("size") << u"SIZE"_s << QJsonValue(u"1920x1080"_s) << u"1920×1080"_s;
        QTest::newRow("tags") << u"TAGS"_s << QJsonValue(QJsonArray{ u"a"_s, 2 }) << u"a, 2"_s;
        QTest::newRow("null") << u"X"_s << QJsonValue() << u"–"_s;
    }

    void metadataReadsAsWords()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QFETCH(QString, text);
        QCOMPARE(metadataValueText(field, value), text);
    }

    void aServersOwnWordsAreReadable()
    {
        QCOMPARE(readableText(u"needs_review"_s), u"Needs review"_s);
        QCOMPARE(readableText(u"needsReview"_s), u"Needs review"_s);
        QCOMPARE(readableText(u"__x--Y.z_"_s), u"X y z"_s);
        QCOMPARE(readableText(u"fileURL"_s), u"File url"_s);
        QCOMPARE(readableText({}), QString());
        QCOMPARE(itemStateText(u"done"_s), stateText(wire::JobState::Done));
        QCOMPARE(itemFieldText(u"size"_s), u"Size"_s);
        QCOMPARE(itemFieldText(u"video_codec"_s), u"Video codec"_s);
        QCOMPARE(kindText(u"photo_set"_s, {}), u"Photo set"_s);
    }

    void wordsOfTheFutureFollowTheConvention()
    {
        test::FakeClock clock;
        const auto in
            = [&clock](Millis left) { return untilText(clock.wall() + left, clock.wall()); };
        QCOMPARE(in(std::chrono::seconds(-5)), u"now"_s);
        QCOMPARE(in(std::chrono::seconds(59)), u"in 59 s"_s);
        QCOMPARE(in(std::chrono::minutes(59)), u"in 59 min"_s);
        QCOMPARE(in(std::chrono::hours(23)), u"in 23 h"_s);
        QVERIFY(!in(std::chrono::hours(25)).startsWith(u"in"_s));
    }

    void aPartlyAcceptedAddNamesItsCounts()
    {
        store::Activity line;
        line.code = u"editPartly"_s;
        line.detail = u"add 3 6 no such file; too large"_s;
        QCOMPARE(activityText({}, line), u"3 of 6 accepted: no such file; too large"_s);
    }

    void readingByDesignIsNoFallback()
    {
        store::ServerState server;
        server.freshness = store::Freshness::Polling;
        QVERIFY(isReadByDesign(server));
        QCOMPARE(freshnessText(server), u"Read at intervals"_s);
        server.capabilities.pushes = true;
        QVERIFY(!isReadByDesign(server));
        QCOMPARE(freshnessText(server), u"Polling"_s);
        server.capabilities.pushes = false;
        server.freshness = store::Freshness::Offline;
        QCOMPARE(freshnessText(server), u"Offline"_s);
    }

    void wordsOfTimeFollowTheConvention_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("clock was set back") << -50 << u"now"_s;
        QTest::newRow("now") << 0 << u"now"_s;
        QTest::newRow("seconds") << 59 << u"59 s"_s;
        QTest::newRow("minutes") << 60 << u"1 min"_s;
        QTest::newRow("nearly an hour") << 3599 << u"59 min"_s;
    }

    void wordsOfTimeFollowTheConvention()
    {
        QFETCH(int, seconds);
        QFETCH(QString, text);
        test::FakeClock clock;
        QCOMPARE(ageText(clock.wall() - std::chrono::seconds(seconds), clock.wall()), text);
        QVERIFY(!ageText(clock.wall() - std::chrono::hours(2), clock.wall()).contains(u" min"));
        QCOMPARE(durationText(Millis(21'000)), u"0:21"_s);
        QCOMPARE(durationText(Millis(3'840'000)), u"1 h 04 m"_s);
        QCOMPARE(percentText(99.99), u"99 %"_s); // 100 % is said of finished work only
        QCOMPARE(bytesText(1'400'000'000), u"1.4 GB"_s);
        QCOMPARE(stageText(u"AUDIO_EXTRACTION"_s), u"Audio extraction"_s);
    }
};

QTEST_MAIN(TestWords)
#include "tst_words.moc"
