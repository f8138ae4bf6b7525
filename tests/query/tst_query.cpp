// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/fold.h"
#include "query/query.h"

#include <QTest>

using namespace fw::query;
using namespace Qt::StringLiterals;

class TestQuery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowMatchesByItsWords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matches");
        // against: name "Loch Ness drone_4K.mp4", message "encoding über 9:16"
        QTest::newRow("nothing typed") << u""_s << true;
        QTest::newRow("spaces only") << u"  \t "_s << true;
        QTest::newRow("one word") << u"drone"_s << true;
        QTest::newRow("case does not count") << u"LOCH drONE"_s << true;
        QTest::newRow("words in different fields") << u"ness encoding"_s << true;
        QTest::newRow("one word missing") << u"ness decoding"_s << false;
        QTest::newRow("diacritics do not count") << u"uber"_s << true;
        QTest::newRow("diacritics typed") << u"Löch"_s << true;
        QTest::newRow("decomposed diacritics typed") << u"u\u0308ber"_s << true;
        QTest::newRow("phrase") << u"\"loch ness\""_s << true;
        QTest::newRow("phrase in wrong order") << u"\"ness loch\""_s << false;
        QTest::newRow("phrase over two fields") << u"\"mp4 encoding\""_s << false;
        QTest::newRow("negated word absent") << u"loch -tunnel"_s << true;
        QTest::newRow("negated word present") << u"loch -ness"_s << false;
        QTest::newRow("negated phrase") << u"-\"loch ness\""_s << false;
        QTest::newRow("minus inside a word") << u"drone-4k"_s << false;
        QTest::newRow("empty phrase") << u"\"\" loch"_s << true;
        QTest::newRow("colon is plain") << u"9:16"_s << true;
        QTest::newRow("a lone combining mark") << u"\u0301"_s << true;
    }
    void aRowMatchesByItsWords()
    {
        QFETCH(QString, text);
        QFETCH(bool, matches);
        const Parsed parsed = Query::parse(text);
        QVERIFY(!parsed.problem);
        QCOMPARE(parsed.query.matches({ u"Loch Ness drone_4K.mp4", u"encoding über 9:16" }),
                 matches);
    }

    void diacriticsOfTheRowDoNotCountEither()
    {
        const Query query = Query::parse(u"cafe"_s).query;
        QVERIFY(query.matches({ u"CAFÉ.mov" }));
        QVERIFY(query.matches({ u"cafe\u0301.mov" })); // decomposed, as macOS names files
        QVERIFY(!query.matches({ u"caf.mov" }));
        QVERIFY(!query.matches({ u"caf" }));
        QVERIFY(!query.matches({ QStringView() }));
    }

    void problemsSayWhatAndWhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Problem>("problem");
        QTest::newRow("open quote")
            << u"ep \"ab c"_s << Problem{ Problem::Kind::UnclosedQuote, 3, 5 };
        QTest::newRow("open negated quote")
            << u"-\"ab"_s << Problem{ Problem::Kind::UnclosedQuote, 1, 3 };
        QTest::newRow("lone minus")
            << u"ep - x"_s << Problem{ Problem::Kind::NothingNegated, 3, 1 };
        QTest::newRow("negated nothing")
            << u"-\"\""_s << Problem{ Problem::Kind::NothingNegated, 0, 2 };
    }
    void problemsSayWhatAndWhere()
    {
        QFETCH(QString, text);
        QFETCH(Problem, problem);
        const Parsed parsed = Query::parse(text);
        QVERIFY(parsed.query.isEmpty());
        QCOMPARE(*parsed.problem, problem);
    }

    void aLongerWordNarrows_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("before");
        QTest::addColumn<bool>("narrows");
        QTest::newRow("from nothing") << u"a"_s << u""_s << true;
        QTest::newRow("typing on") << u"loch"_s << u"loc"_s << true;
        QTest::newRow("one more word") << u"loch x"_s << u"loch"_s << true;
        QTest::newRow("deleting") << u"lo"_s << u"loc"_s << false;
        QTest::newRow("another word") << u"ness"_s << u"loch"_s << false;
        QTest::newRow("negation typed on") << u"-loch"_s << u"-loc"_s << false;
        QTest::newRow("negation shortened") << u"-lo"_s << u"-loc"_s << true;
        QTest::newRow("negation is no word") << u"-loch"_s << u"loch"_s << false;
    }
    void aLongerWordNarrows()
    {
        QFETCH(QString, now);
        QFETCH(QString, before);
        QFETCH(bool, narrows);
        QCOMPARE(Query::parse(now).query.narrows(Query::parse(before).query), narrows);
    }

    void foldingKeepsWhatHasNoSimplerForm()
    {
        QCOMPARE(folded(u"ÀÉÎõÜ"), u"aeiou"_s);
        QCOMPARE(folded(u"日本.mp4"), u"日本.mp4"_s);
        QCOMPARE(folded(u"🎬"), u"🎬"_s);
        QVERIFY(containsFolded(u"x🎬y", u"🎬"));
        QVERIFY(containsFolded(QStringView(), QStringView()));
        QCOMPARE(folded(QString(QChar(0xD800))), QString(QChar(0xD800))); // half a pair
    }
};

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
