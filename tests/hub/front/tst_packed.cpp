// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/packed.h"

#include <QTest>

using namespace fw;
using namespace fw::hub::front;

class TestPacked final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsPackedComesBack();
    void aBombIsStoppedWhileItInflates();
    void brokenFramesAreRefused_data();
    void brokenFramesAreRefused();
};

void TestPacked::whatIsPackedComesBack()
{
    QByteArray text;
    for (int i = 0; i < 20'000; ++i)
        text += QByteArray::number(i * 7919);
    QCOMPARE(unpacked(packed(text)).value(), text);
}

void TestPacked::aBombIsStoppedWhileItInflates()
{
    const auto bomb = unpacked(packed(QByteArray(64 * 1024 * 1024, 'x')));
    QVERIFY(!bomb);
    QCOMPARE(bomb.error().code, Failure::Code::TooLarge);
    const auto ratio = unpacked(packed(QByteArray(100'000, 'x'))); // small, but 1 to 500
    QVERIFY(!ratio);
    QCOMPARE(ratio.error().code, Failure::Code::TooLarge);
}

void TestPacked::brokenFramesAreRefused_data()
{
    QTest::addColumn<QByteArray>("frame");
    const QByteArray good = packed("{\"type\":\"hello\",\"x\":12345}");
    QByteArray flipped = good;
    flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 0x55);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("mark only") << QByteArray("\x01");
    QTest::newRow("other mark") << '\x02' + good.sliced(1);
    QTest::newRow("no zlib") << QByteArray("\x01hello");
    QTest::newRow("cut off") << good.chopped(5);
    QTest::newRow("bit flipped") << flipped;
    QTest::newRow("more behind") << good + "x";
    QTest::newRow("qCompress") << '\x01' + qCompress(QByteArray("{}"));
}

void TestPacked::brokenFramesAreRefused()
{
    QFETCH(QByteArray, frame);
    QVERIFY(!unpacked(frame));
}

QTEST_GUILESS_MAIN(TestPacked)
#include "tst_packed.moc"
