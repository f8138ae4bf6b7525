// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_fields.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace fw;

/// The reader that every byte from a peer goes through.
class TestJsonReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryTypeAndAnswersNothingForTheWrongOne();
    void refusesBadDocuments_data();
    void refusesBadDocuments();
    void acceptsExactlyTheDepthLimit();
    void goesOnAfterABadDocument();
    void wholeNumbersBeyondTwoToThe53AreNotWhole();
    void numbersAndStringsMakeTheSameId();
    void textWithNulIsNoText();
    void fieldsRememberTheFirstProblemOnly();
    void absentAndNullAreNotWrong();
    void copiesToQJsonUnchanged();
    void duplicateKeysAreTakenWhenAllowed();
    void findsAKeyThatStandsTwiceInObjectsOfAnySize_data();
    void findsAKeyThatStandsTwiceInObjectsOfAnySize();
    void keysThatLookAlikeAreNotTheSame();
    void aHundredThousandLongKeysAreCheckedInTime();
};

void TestJsonReader::readsEveryTypeAndAnswersNothingForTheWrongOne()
{
    JsonReader reader;
    const auto root
        = reader.parse(R"({"s":"ä","n":1.5,"i":7,"b":true,"z":null,"a":[1,2],"o":{"k":1}})");
    QVERIFY(root);
    const JsonObject object = root->object();
    QCOMPARE(object["s"].string(), u"ä"_s);
    QCOMPARE(object["n"].number(), 1.5);
    QCOMPARE(object["i"].integer(), 7);
    QCOMPARE(object["b"].boolean(), true);
    QVERIFY(object["z"].isNull());
    QCOMPARE(object["a"].array().size(), 2);
    QCOMPARE(object["o"].object()["k"].integer(), 1);
    QVERIFY(!object["s"].number());
    QVERIFY(!object["n"].integer());
    QVERIFY(!object["i"].string());
    QVERIFY(!object["missing"].exists());
    QVERIFY(!object["missing"].string());
    QCOMPARE(object["a"].object().size(), 0);
    QCOMPARE(JsonValue().typeName(), u"nothing"_s);
}

void TestJsonReader::refusesBadDocuments_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<int>("code");
    const int bad = int(Failure::Code::BadInput);
    const int large = int(Failure::Code::TooLarge);
    QTest::newRow("empty") << QByteArray() << bad;
    QTest::newRow("blank") << QByteArray("   ") << bad;
    QTest::newRow("half an object") << QByteArray(R"({"a":)") << bad;
    QTest::newRow("rubbish behind") << QByteArray(R"({"a":1} x)") << bad;
    QTest::newRow("two documents") << QByteArray("{}{}") << bad;
    QTest::newRow("single quotes") << QByteArray("{'a':1}") << bad;
    QTest::newRow("NaN") << QByteArray("[NaN]") << bad;
    QTest::newRow("1e400") << QByteArray("[1e400]") << bad;
    QTest::newRow("invalid UTF-8") << QByteArray("[\"\xff\xfe\"]") << bad;
    QTest::newRow("overlong UTF-8") << QByteArray("[\"\xc0\xaf\"]") << bad;
    QTest::newRow("surrogate in UTF-8") << QByteArray("[\"\xed\xa0\x80\"]") << bad;
    QTest::newRow("key twice") << QByteArray(R"({"a":1,"b":2,"a":3})") << bad;
    QTest::newRow("key twice, deep inside") << QByteArray(R"([{"x":[{"a":1,"a":1}]}])") << bad;
    QTest::newRow("33 levels") << QByteArray(QByteArray(33, '[') + '1' + QByteArray(33, ']'))
                               << large;
    QTest::newRow("100,000 levels") << QByteArray(100000, '[') + QByteArray(100000, ']') << large;
    QTest::newRow("too many bytes") << QByteArray("\"") + QByteArray(2000, 'x') + '"' << large;
}

void TestJsonReader::refusesBadDocuments()
{
    QFETCH(QByteArray, document);
    QFETCH(int, code);
    JsonLimits limits;
    if (document.size() < 100000)
        limits.bytes = 1500;
    JsonReader reader(limits);
    const auto root = reader.parse(document);
    QVERIFY(!root);
    QCOMPARE(int(root.error().code), code);
    QVERIFY(!root.error().detail.isEmpty());
}

void TestJsonReader::acceptsExactlyTheDepthLimit()
{
    JsonReader reader;
    QVERIFY(reader.parse(QByteArray(QByteArray(32, '[') + '1' + QByteArray(32, ']'))));
}

void TestJsonReader::goesOnAfterABadDocument()
{
    JsonReader reader;
    QVERIFY(!reader.parse("{\"a\""));
    const auto good = reader.parse(R"({"a":1})");
    QVERIFY(good);
    QCOMPARE(good->object()["a"].integer(), 1);
}

void TestJsonReader::wholeNumbersBeyondTwoToThe53AreNotWhole()
{
    JsonReader reader;
    const auto root
        = reader.parse("[9007199254740992, 9007199254740994, -9007199254740992, 3.0, 3.5]");
    QVERIFY(root);
    const auto items = root->array().items();
    QCOMPARE(items[0].integer(), qint64(9007199254740992));
    QVERIFY(!items[1].integer());
    QCOMPARE(items[2].integer(), qint64(-9007199254740992));
    QCOMPARE(items[3].integer(), qint64(3));
    QVERIFY(!items[4].integer());
}

void TestJsonReader::numbersAndStringsMakeTheSameId()
{
    JsonReader reader;
    const auto root = reader.parse(R"(["42", 42, 42.5, null])");
    QVERIFY(root);
    const auto items = root->array().items();
    QCOMPARE(items[0].idText(), u"42"_s);
    QCOMPARE(items[1].idText(), u"42"_s);
    QVERIFY(!items[2].idText());
    QVERIFY(!items[3].idText());
}

void TestJsonReader::textWithNulIsNoText()
{
    JsonReader reader;
    const auto root = reader.parse(R"(["a\u0000b"])");
    QVERIFY(root);
    QVERIFY(!root->array().items().front().string());
}

void TestJsonReader::fieldsRememberTheFirstProblemOnly()
{
    JsonReader reader;
    const auto root = reader.parse(R"({"jobId":7,"progress":"half","seq":1})");
    QVERIFY(root);
    JsonFields fields(*root, u"event progress"_s);
    QCOMPARE(fields.integer("seq"), 1);
    QVERIFY(fields.ok());
    fields.number("progress");
    fields.string("jobId");
    QVERIFY(!fields.ok());
    QCOMPARE(fields.failure().code, Failure::Code::BadInput);
    QCOMPARE(fields.failure().detail, u"event progress: \"progress\" is string, expected number"_s);
    JsonFields none(root->object()["seq"], u"data"_s);
    QCOMPARE(none.failure().detail, u"data is number, expected object"_s);
}

void TestJsonReader::absentAndNullAreNotWrong()
{
    JsonReader reader;
    const auto root = reader.parse(R"({"a":null,"b":5})");
    QVERIFY(root);
    JsonFields fields(*root, u"x"_s);
    QVERIFY(!fields.optionalString("a"));
    QVERIFY(!fields.optionalNumber("missing"));
    QVERIFY(fields.ok());
    QVERIFY(!fields.optionalString("b"));
    QVERIFY(!fields.ok());
}

void TestJsonReader::copiesToQJsonUnchanged()
{
    const QByteArray text = R"({"a":[1,2.5,"x",true,null,{"b":-3}]})";
    JsonReader reader;
    const auto root = reader.parse(text);
    QVERIFY(root);
    QCOMPARE(root->toQJson(), QJsonValue(QJsonDocument::fromJson(text).object()));
}

void TestJsonReader::duplicateKeysAreTakenWhenAllowed()
{
    JsonLimits limits;
    limits.rejectDuplicateKeys = false;
    JsonReader reader(limits);
    QVERIFY(reader.parse(R"({"a":1,"a":2})"));
}

void TestJsonReader::findsAKeyThatStandsTwiceInObjectsOfAnySize_data()
{
    QTest::addColumn<int>("keys");
    for (const int keys : { 2, 3, 31, 32, 33, 34, 500, 100'000 })
        QTest::addRow("%d keys", keys) << keys;
}

void TestJsonReader::findsAKeyThatStandsTwiceInObjectsOfAnySize()
{
    QFETCH(int, keys);
    const auto object = [keys](int last) {
        QByteArray text = "{";
        for (int i = 0; i < keys; ++i)
            text += "\"key" + QByteArray::number(i == keys - 1 ? last : i) + "\":{\"k\":1},";
        text.back() = '}';
        return text;
    };
    JsonReader reader;
    QVERIFY(reader.parse(object(keys)));
    for (const int again : { 0, (keys - 1) / 2, keys - 2 }) {
        const auto twice = reader.parse(object(again));
        QVERIFY(!twice);
        QCOMPARE(twice.error().detail, u"key \"key%1\" twice"_s.arg(again));
    }
}

void TestJsonReader::keysThatLookAlikeAreNotTheSame()
{
    // Same length, same first, middle and last letter; an escaped key is its plain form.
    JsonReader reader;
    QVERIFY(reader.parse(R"({"a1b2c":1,"a3b4c":2,"a5b6c":3,"":4," ":5,"a":6,"aa":7,"A":8})"));
    QVERIFY(!reader.parse(R"({"a1b2c":1,"a3b4c":2,"\u00611b2c":3})"));
    QVERIFY(!reader.parse(R"({"":1,"x":2,"":3})"));
}

void TestJsonReader::aHundredThousandLongKeysAreCheckedInTime()
{
    QByteArray text = "{";
    for (int i = 0; i < 100'000; ++i)
        text += '"' + QByteArray(100, 'k') + QByteArray::number(i).rightJustified(6, '0') + "\":0,";
    text.back() = '}';
    JsonReader reader;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(reader.parse(text));
    QVERIFY2(timer.elapsed() < 2000, "comparing each key with each takes minutes");
}

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_json_reader.moc"
